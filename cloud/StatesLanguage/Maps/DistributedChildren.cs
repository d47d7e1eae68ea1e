using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The child executions of a distributed Map, and when enough of them have failed to give up.</summary>
sealed class DistributedChildren(
    Strand owner, MapState state, MapRun run, Func<Task<MapItems>>? read, MapItems? items, Func<MapRun, Task<Json>>? write) : Children(owner, 0)
{
    // What AWS allows at once where nobody says less.
    const int MostAtOnce = 10_000;

    readonly Queue<(Json Input, int Items)> pending = new();
    readonly List<Execution> executions = [];
    readonly StateMachine machine = new(state.Flow!, null, null);
    int running;
    int pendingItems;
    bool hasItems;
    int itemCount;
    int failedItems;
    bool isOver;

    public override void Start()
    {
        Owner.Record("MapRunStarted", new MapRunStartedDetails(run.Arn));
        Owner.Run.Host.MapRunStarted(run);
        if (read is null) Begin(items!);
        else Continue(read(), Begin);
    }

    /// <summary>Goes on where the children were saved; those that were running are asked of the host.</summary>
    public void Resume(SavedMapRun saved)
    {
        Owner.Run.Host.MapRunStarted(run);
        if (!saved.HasItems)
        {
            Continue(read!(), Begin);
            return;
        }
        (hasItems, itemCount, failedItems) = (true, saved.ItemCount, saved.FailedItems);
        foreach (var (input, count) in saved.Pending) Enqueue(input, count);
        foreach (var child in saved.Children)
        {
            var identity = IdentityOf(child.Name);
            if (child.IsRunning) ResumeChild(child, identity);
            else Keep(Execution.Finished(machine, identity, Owner.Run.Host, Type, child), child.Items);
        }
        StartMore();
    }

    public SavedMapRun Save() => new(
        run.Id, run.Label, run.Started, run.MaxConcurrency, run.Tolerated, hasItems, itemCount, failedItems,
        [.. pending], [.. run.Children.Select(child => SavedChild.Of(child.Child, child.Items))]);

    public override void Suspend()
    {
        foreach (var child in executions) child.Suspend();
    }

    public override Strand Restore(int index, Json input, long previous) => throw new NotSupportedException("a distributed Map has no strands");

    public override void Abort(Strand? except = null)
    {
        if (isOver) return;
        End(ExecutionStatus.Aborted);
        foreach (var child in executions) child.Stop(null, null);
    }

    public override void Abandon() => Abort();

    void Begin(MapItems all)
    {
        if (isOver) return;
        (itemCount, hasItems) = (all.Count, true);
        var scope = new EvaluationScope(Owner);
        var inputs = all.Items.Select((item, index) => state.ItemInput(Owner, all.Describe(index), item));
        foreach (var input in state.Distributed!.Batcher?.Batch(inputs, scope) ?? inputs.Select(input => (input, 1))) Enqueue(input.Item1, input.Item2);
        StartMore();
    }

    void StartMore()
    {
        var most = run.MaxConcurrency == 0 ? MostAtOnce : run.MaxConcurrency;
        while (!isOver && running < most && pending.TryDequeue(out var next))
        {
            pendingItems -= next.Items;
            StartChild(next.Input, next.Items);
        }
        run.Pending = (pending.Count, pendingItems);
        if (!isOver && running == 0 && pending.Count == 0) Complete(run);
    }

    ExecutionType Type => state.Distributed!.Type;

    void Enqueue(Json input, int count)
    {
        pending.Enqueue((input, count));
        pendingItems += count;
    }

    void StartChild(Json input, int count)
    {
        var child = new Execution(machine, input, IdentityOf(Owner.Run.Host.NewId().ToString()), Owner.Run.Host, Type) { Ended = Tell(count) };
        running++;
        Keep(child, count);
        child.Start();
    }

    void ResumeChild(SavedChild saved, ExecutionIdentity identity)
    {
        running++;
        if (Owner.Run.Host.Load(identity.Arn) is { } kept)
        {
            Keep(Execution.Resume(machine, saved.Input, identity, Owner.Run.Host, Type, kept.Saved, kept.History, Tell(saved.Items)), saved.Items);
            return;
        }
        var child = new Execution(machine, saved.Input, identity, Owner.Run.Host, Type) { Ended = Tell(saved.Items) };
        Keep(child, saved.Items);
        child.Start();
    }

    void Keep(Execution child, int count)
    {
        executions.Add(child);
        run.Add(child, count);
    }

    Action<Execution> Tell(int count) => ended => Owner.Run.Post(() => ChildEnded(ended, count));

    ExecutionIdentity IdentityOf(string name)
    {
        var parent = Owner.Run.Identity;
        var machineName = $"{parent.StateMachineName}/{run.Label}";
        var kind = Type == ExecutionType.Express ? "express" : "execution";
        return new($"{parent.Scope(kind)}:{machineName}:{name}", name, $"{parent.Scope("stateMachine")}:{machineName}", machineName, parent.RoleArn);
    }

    void ChildEnded(Execution child, int count)
    {
        running--;
        if (isOver) return;
        if (child.Status != ExecutionStatus.Succeeded) failedItems += count;
        if (run.Tolerated.AreExceededBy(failedItems, itemCount)) Fail(StatesError.TooManyFailed);
        else StartMore();
    }

    void Complete(MapRun ended)
    {
        if (write is null) Succeed(JsonArray.Of(executions.Where(child => child.Output is not null).Select(child => child.Output!)));
        else Continue(write(ended), Succeed);
    }

    void Succeed(Json result)
    {
        if (isOver) return;
        End(ExecutionStatus.Succeeded);
        var started = Owner.Previous;
        Owner.Record("MapRunSucceeded");
        // The end of the run comes before the state's success, and its start before the state's exit.
        Complete(result, exitAfter: started);
    }

    void Fail(StatesError error)
    {
        if (isOver) return;
        End(ExecutionStatus.Failed);
        foreach (var child in executions) child.Stop(null, null);
        Owner.Record("MapRunFailed", new ErrorDetails("mapRunFailedEventDetails", error.Error, error.Cause));
        Owner.Fail(error);
    }

    void End(ExecutionStatus status)
    {
        isOver = true;
        (run.Status, run.Stopped) = (status, Owner.Run.Now);
    }

    /// <summary>Goes on in the execution's own line when the store has answered.</summary>
    void Continue<T>(Task<T> work, Action<T> next) => work.ContinueWith(
        done => Owner.Run.Post(() =>
        {
            if (done.IsCompletedSuccessfully) next(done.Result);
            else Fail(done.Exception?.InnerException is StatesException known ? known.Error : new(StatesErrors.ItemReaderFailed, done.Exception?.InnerException?.Message));
        }), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
