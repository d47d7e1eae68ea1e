using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The child executions of a distributed Map. The Map fails when more children fail than it tolerates.</summary>
sealed class DistributedChildren : Children
{
    // AWS's limit, where the Map has no MaxConcurrency.
    const int MostAtOnce = 10_000;

    const int MostRedrives = 1000;

    readonly ItemProcessor processor;
    readonly MapRun run;
    readonly MapRunStorage storage;
    readonly MapItems? given;
    readonly MapChildExecutions executions;
    readonly MapRunParts parts;
    readonly Queue<MapChild> waiting = new();
    bool cannotWrite;
    bool isEndingFailed;

    public DistributedChildren(Fiber owner, ItemProcessor processor, MapRun run, MapRunStorage storage, MapItems? given)
        : base(owner)
    {
        (this.processor, this.run, this.storage, this.given) = (processor, run, storage, given);
        executions = new(owner.Run, new(processor.Flow, timeout: null), processor.Distributed!.Type, run, ChildEnded);
        parts = new(owner, run);
    }

    public override void Start()
    {
        run.StartedAfter = Owner.Previous;
        Owner.Record("MapRunStarted", new MapRunStartedDetails(run.Arn));
        parts.Save();
        if (given is null)
            ReadItems();
        else
            Begin(given);
    }

    public override void Resume()
    {
        executions.IsResumed = true;
        if (run.HasItems)
            GoOnWithChildren();
        else
            ReadItems();
    }

    /// <summary>Redrives the same map run: the unsuccessful children, and those that were never started.</summary>
    public override void Redrive()
    {
        if (run.RedriveCount >= MostRedrives)
        {
            Owner.Fail(new(StatesErrors.Runtime, $"The Map Run has reached the maximum number of redrives ({MostRedrives})."));
            return;
        }
        run.BeginRedrive();
        Owner.Previous = run.StartedAfter;
        Owner.Record("MapRunRedriven", new MapRunRedrivenDetails(run.Arn, run.RedriveCount));
        parts.Save();
        // Children may have ended after their parent was last kept.
        foreach (var child in run.Children.Where(child => child.Stage == MapChildStage.Running))
        {
            if (executions.FindEnd(child) is { } end)
                SetEnd(child, end);
        }
        foreach (var child in run.Children.Where(child => child.Stage.IsUnsuccessful()))
        {
            run.Move(child, MapChildStage.PendingRedrive);
            parts.Save(child);
        }
        Resume();
    }

    public override void Suspend()
    {
        foreach (var child in run.Children)
            child.Execution?.Suspend();
    }

    public override void Abort()
    {
        if (!run.IsRunning)
            return;
        End(ExecutionStatus.Aborted);
        StopChildren();
    }

    public override void Abandon() => Abort();

    public override void Forget() => parts.Remove();

    void ReadItems() => Continue(storage.ReadAsync!(), Begin, StatesErrors.ItemReaderFailed, NotRun);

    /// <summary>Ends a run of which no child has been started.</summary>
    void NotRun(StatesError error)
    {
        Fail(error);
        EndFailed();
    }

    void Begin(MapItems all)
    {
        if (!run.IsRunning)
            return;
        List<(Json Input, int Items)> inputs;
        try
        {
            inputs = InputsOf(all);
        }
        catch (StatesException exception)
        {
            // AWS does not redrive a run whose inputs could not be evaluated; a redrive starts another run.
            parts.BeginAnew();
            NotRun(exception.Error);
            return;
        }
        foreach (var (input, count) in inputs)
        {
            var child = new MapChild(run.Children.Count, input, count);
            run.Add(child);
            parts.SaveInput(child);
            waiting.Enqueue(child);
        }
        run.HasItems = true;
        parts.Save();
        GoOn();
    }

    List<(Json Input, int Items)> InputsOf(MapItems all)
    {
        var inputs = all.Items.Select((item, index) => processor.InputOf(Owner, all.Describe(index), item));
        return [.. processor.Distributed!.Batcher?.Batch(inputs, new EvaluationScope(Owner)) ?? inputs.Select(input => (input, 1))];
    }

    void GoOnWithChildren()
    {
        // As on AWS, redriven children start first.
        foreach (var child in run.Children.Where(child => child.Stage == MapChildStage.PendingRedrive))
            waiting.Enqueue(child);
        foreach (var child in run.Children.Where(child => child.Stage == MapChildStage.Pending))
            waiting.Enqueue(child);
        if (!storage.Writes)
        {
            foreach (var child in run.Children.Where(child => child.Stage == MapChildStage.Succeeded))
                child.Input = null;
        }
        foreach (var child in run.Children.Where(child => child.Stage == MapChildStage.Running).ToList())
            executions.Resume(child);
        GoOn();
    }

    void GoOn()
    {
        if (!run.IsRunning)
            return;
        var most = run.MaxConcurrency == 0 ? MostAtOnce : run.MaxConcurrency;
        while (run.Failure is null && !run.HasTooManyFailures && run.RunningChildren < most && waiting.TryDequeue(out var child))
            Launch(child);
        if (run.HasTooManyFailures)
            Fail(StatesError.TooManyFailed);
        if (run.Failure is not null)
            EndFailed();
        else if (run.RunningChildren == 0 && waiting.Count == 0)
            Complete();
    }

    void Launch(MapChild child)
    {
        if (child.Stage == MapChildStage.Pending)
        {
            executions.Start(child);
        }
        else if (!executions.TryRedrive(child))
        {
            run.Move(child, MapChildStages.Of(child.End!.Status));
            run.NotRedrivable(child);
        }
        parts.Save(child);
    }

    void ChildEnded(MapChild child, ExecutionEnd end)
    {
        SetEnd(child, end);
        if (!storage.Writes)
            child.Input = null;
        GoOn();
    }

    void SetEnd(MapChild child, ExecutionEnd end)
    {
        child.Execution = null;
        child.End = end;
        child.EndedInRedrive = run.RedriveCount;
        run.Move(child, MapChildStages.Of(end.Status));
        parts.Save(child);
    }

    void Complete()
    {
        if (storage.Writes)
            Continue(storage.WriteAsync!(run), WrittenAndSucceeded, StatesErrors.ResultWriterFailed, NotWritten);
        else
        {
            run.Written();
            Succeed(JsonArray.Of(run.Children.Select(child => child.End?.Output).OfType<Json>()));
        }
    }

    void WrittenAndSucceeded(WrittenResults written)
    {
        run.Written(written.SucceededFiles);
        Succeed(written.Result);
    }

    void NotWritten(StatesError error)
    {
        cannotWrite = true;
        Fail(error);
        EndFailed();
    }

    void Succeed(Json result)
    {
        if (!run.IsRunning)
            return;
        End(ExecutionStatus.Succeeded);
        var started = Owner.Previous;
        Owner.Record("MapRunSucceeded");
        // MapRunSucceeded precedes MapStateSucceeded, but the exit of the state follows from MapRunStarted.
        Complete(result, exitAfter: started);
    }

    /// <summary>Starts no more children. As on AWS, Standard children are stopped, and Express children run to their end.</summary>
    void Fail(StatesError error)
    {
        if (!run.IsRunning || run.Failure is not null)
            return;
        run.Failure = error;
        if (processor.Distributed!.Type == ExecutionType.Standard)
            StopChildren();
    }

    /// <summary>Ends the failed run after its last child. The results of a failed run are written too.</summary>
    void EndFailed()
    {
        if (run.RunningChildren > 0 || isEndingFailed)
            return;
        isEndingFailed = true;
        if (!storage.Writes || !run.HasItems || cannotWrite)
            RecordFailure();
        else
            Continue(storage.WriteAsync!(run), WrittenAndFailed, StatesErrors.ResultWriterFailed, _ => RecordFailure());
    }

    void WrittenAndFailed(WrittenResults written)
    {
        run.Written(written.SucceededFiles);
        RecordFailure();
    }

    void RecordFailure()
    {
        if (!run.IsRunning)
            return;
        var error = run.Failure!;
        End(ExecutionStatus.Failed);
        Owner.Record("MapRunFailed", new ErrorDetails("mapRunFailedEventDetails", error.Error, error.Cause));
        Owner.Fail(error);
    }

    void End(ExecutionStatus status)
    {
        waiting.Clear();
        foreach (var child in run.Children.Where(child => child.Stage == MapChildStage.PendingRedrive))
        {
            run.Move(child, MapChildStages.Of(child.End!.Status));
            parts.Save(child);
        }
        run.End(status);
        parts.Save();
    }

    void StopChildren()
    {
        // Children that end immediately report it later, through the mailbox of this execution.
        var cause = $"The map run execution [{run.Arn}] which was managing this resource was aborted";
        foreach (var child in run.Children)
            child.Execution?.Stop(null, cause);
    }

    /// <summary>Continues in the mailbox of the execution when the storage has answered.</summary>
    void Continue<T>(Task<T> work, Action<T> next, string failure, Action<StatesError> failed) =>
        work.ContinueWith(
            done =>
                Owner.Run.Post(() =>
                {
                    if (done.IsCompletedSuccessfully)
                        next(done.Result);
                    else if (done.Exception?.InnerException is StatesException known)
                        failed(known.Error);
                    else
                        failed(new(failure, done.Exception?.InnerException?.Message));
                }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
}
