using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The child executions of a distributed Map, and when enough of them have failed to give up.</summary>
sealed class DistributedChildren(
    Strand owner, MapState state, MapRun run, Func<Task<JsonArray>>? read, JsonArray? items, Func<MapRun, Task<Json>>? write) : Children(owner, 0)
{
    // What AWS allows at once where nobody says less.
    const int MostAtOnce = 10_000;

    readonly Queue<(Json Input, int Items)> pending = new();
    readonly List<Execution> executions = [];
    readonly StateMachine machine = new(state.Flow!, null, null);
    int running;
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

    public override Strand Restore(int index, Json input, long previous) => throw new NotSupportedException("a distributed Map has no strands");

    public override void Abort(Strand? except = null)
    {
        if (isOver) return;
        End(ExecutionStatus.Aborted);
        foreach (var child in executions) child.Stop(null, null);
    }

    public override void Abandon() => Abort();

    void Begin(JsonArray all)
    {
        if (isOver) return;
        itemCount = all.Count;
        var scope = new EvaluationScope(Owner);
        var inputs = all.Select((item, index) => state.ItemInput(Owner, JsonObject.Of(("Index", index), ("Value", item)), item));
        foreach (var input in state.Distributed!.Batcher?.Batch(inputs, scope) ?? inputs.Select(input => (input, 1))) pending.Enqueue(input);
        StartMore();
    }

    void StartMore()
    {
        var most = run.MaxConcurrency == 0 ? MostAtOnce : run.MaxConcurrency;
        while (!isOver && running < most && pending.TryDequeue(out var next)) StartChild(next.Input, next.Items);
        run.Pending = (pending.Count, pending.Sum(input => input.Items));
        if (!isOver && running == 0 && pending.Count == 0) Complete(run);
    }

    void StartChild(Json input, int count)
    {
        var parent = Owner.Run.Identity;
        var name = Owner.Run.Host.NewId().ToString();
        var machineName = $"{parent.StateMachineName}/{run.Label}";
        var type = state.Distributed!.Type;
        var identity = new ExecutionIdentity(
            $"{parent.Scope(type == ExecutionType.Express ? "express" : "execution")}:{machineName}:{name}", name, $"{parent.Scope("stateMachine")}:{machineName}", machineName, parent.RoleArn);
        var child = new Execution(machine, input, identity, Owner.Run.Host, type) { Ended = ended => Owner.Run.Post(() => ChildEnded(ended, count)) };
        running++;
        executions.Add(child);
        run.Add(child, count);
        child.Start();
    }

    void ChildEnded(Execution child, int count)
    {
        running--;
        if (isOver) return;
        if (child.Status != ExecutionStatus.Succeeded) failedItems += count;
        if (run.IsIntolerable(failedItems, itemCount)) Fail(new(StatesErrors.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded"));
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
        Owner.Record("MapRunSucceeded");
        Complete(result);
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
