using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// One execution of a state machine. Each call and each answer, from any thread, waits in the mailbox of the execution, which handles them
/// one after the other, in turns of the host's scheduler if it has one. The execution holds no thread while it waits.
/// </summary>
public sealed partial class Execution
{
    /// <summary>An execution that never waits looks at its timers each time after so many turns of its fibers.</summary>
    const int TurnsBetweenLooks = 1000;

    /// <summary>A host with a scheduler is asked for another turn each time after so many turns of the fibers.</summary>
    const int MostTurnsAtOnce = 50;

    readonly Mailbox mailbox;
    readonly Queue<Fiber> ready = new();
    readonly ExecutionTimers timers;
    readonly HostRests rests;
    readonly TaskCompletionSource<Execution> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Workflow workflow;
    readonly Fiber root;
    int turns;

    public Execution(
        Workflow workflow,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type = ExecutionType.Standard
    )
        : this(workflow, input, identity, host, type, JsonObject.Empty) { }

    internal Execution(
        Workflow workflow,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type,
        JsonObject variables
    )
    {
        this.workflow = workflow;
        Type = type;
        Input = input;
        Identity = identity;
        Host = host;
        Region = identity.Region;
        Functions = new(host.Clock, host.NextRandom, host.NewId);
        Unsaved = new(host.Keeps(type));
        mailbox = new(Handle, Rest, host.Schedule);
        timers = new(host.Clock, mailbox.Post);
        rests = new(this, timers);
        root = new(this, null, 0, workflow.Flow, input, Variables.None.With(variables), 0, null);
    }

    public ExecutionIdentity Identity { get; }

    public ExecutionType Type { get; }

    public ExecutionStatus Status { get; private set; }

    public DateTimeOffset Started { get; private set; }

    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>The number of times that the execution has been redriven.</summary>
    public int RedriveCount { get; internal set; }

    /// <summary>The time of the last redrive. Null for an Express child of a map run, because a redrive starts the child anew.</summary>
    public DateTimeOffset? Redriven { get; private set; }

    public Json Input { get; }

    public Json? Output { get; private set; }

    public string? Error { get; private set; }

    public string? Cause { get; private set; }

    /// <summary>The number of events recorded so far. <see cref="TakeChanges"/> returns the events themselves.</summary>
    public long EventCount { get; private set; }

    /// <summary>The map run that has started this execution, if a map run has.</summary>
    public string? MapRunArn => Membership?.MapRunArn;

    /// <summary>The number of items of its map run that this execution works on; 0 where it belongs to no map run.</summary>
    public int ItemCount => Membership?.ItemCount ?? 0;

    /// <summary>Completes when the execution ends, also without success.</summary>
    public Task<Execution> Completion => completion.Task;

    internal IStatesHost Host { get; }

    /// <summary>The id of the event of the last redrive; 0 where there was none.</summary>
    internal long RedrivenEvent { get; private set; }

    internal MapMembership? Membership { get; init; }

    internal UnsavedChanges Unsaved { get; }

    /// <summary>Set by TestState alone, which executes a single state.</summary>
    internal IStateProbe? Probe { get; init; }

    internal string Region { get; }

    internal EvaluationFunctions Functions { get; }

    internal DateTimeOffset Now => Host.Clock.GetUtcNow();

    internal double Random() => Host.NextRandom();

    public void Start() =>
        Post(() =>
        {
            Started = Now;
            // The entry of the first state names 0 as its predecessor, not the id of this event.
            Record("ExecutionStarted", 0, new ExecutionStartedDetails(Input, Identity.RoleArn));
            WatchTime();
            Ready(root);
        });

    /// <summary>
    /// Returns the changes since the last call. Call it only while the execution is at rest: from <see cref="IStatesHost.AtRest"/>.
    /// </summary>
    public ExecutionChanges TakeChanges() => Unsaved.Take();

    /// <summary>
    /// Completes when every call made before this one has been handled, and the host's <see cref="IStatesHost.AtRest"/> after it has
    /// returned. Fails when AtRest throws. Is canceled when the execution is suspended before.
    /// </summary>
    public Task HandledAsync() => mailbox.HandledAsync();

    /// <summary>Ends the work of this object for good: another object, perhaps in another process, resumes the saved state.</summary>
    public void Suspend()
    {
        mailbox.Close(() =>
        {
            timers.Stop();
            rests.Stop();
            root.Children?.Suspend();
        });
    }

    /// <summary>Puts an action into the mailbox.</summary>
    internal void Post(Action action) => mailbox.Post(action);

    internal void Ready(Fiber fiber) => ready.Enqueue(fiber);

    internal void At(DateTimeOffset moment, Action action) => timers.At(moment, action);

    internal TaskCall NewTask(Fiber fiber, TaskResource resource) => fiber.Task = new(fiber, resource, Host.NewId().ToString());

    /// <summary>Cancels a task. An exception of the host is reported; the execution and the cancellation of other tasks go on.</summary>
    internal void CancelTask(TaskCall call)
    {
        try
        {
            Host.CancelTask(call);
        }
        catch (Exception exception)
        {
            Report(exception);
        }
    }

    internal long Record(string type, long previous, EventDetails? details)
    {
        var id = EventCount + 1;
        if (id == ExecutionLimits.MostEvents && Type == ExecutionType.Standard && !isEnding)
            throw new HistoryFullException();
        EventCount = id;
        if (Unsaved.HasEvents)
            Unsaved.Add(new(id, previous, Now, type, details));
        return id;
    }

    /// <summary>Reports an exception to the host. When the report fails too, there is nobody else to report to.</summary>
    internal void Report(Exception exception)
    {
        try
        {
            Host.Broken(this, exception);
        }
        catch (Exception)
        {
            // The host has failed in its report of a failure: the execution goes on to its end without it.
        }
    }

    /// <summary>Returns whether fibers are left that are ready to go on.</summary>
    bool Handle(Action? action)
    {
        try
        {
            action?.Invoke();
            for (var taken = 0; Status == ExecutionStatus.Running && ready.Count > 0; taken++)
            {
                if (taken == MostTurnsAtOnce && Host.Schedule is not null)
                    return true;
                ready.Dequeue().Take();
                if (++turns % TurnsBetweenLooks == 0)
                    LookUp();
            }
        }
        catch (HistoryFullException)
        {
            Break($"The execution reached the maximum number of history events ({ExecutionLimits.MostEvents}).");
        }
        catch (Exception exception)
        {
            // A bug here or in the host ends this execution; other executions go on.
            Report(exception);
            Break(exception.Message);
        }
        if (Status != ExecutionStatus.Running)
            ready.Clear();
        return ready.Count > 0;
    }

    /// <summary>
    /// Runs the timers of an execution that never waits, so that its time limit holds. An Express execution also hands out its events,
    /// because their number has no limit.
    /// </summary>
    void LookUp()
    {
        timers.RunDue();
        if (Type == ExecutionType.Express && Status == ExecutionStatus.Running)
            Rest();
    }

    Exception? Rest()
    {
        var failure = rests.Rest();
        if (Status != ExecutionStatus.Running)
            TellEnd();
        return failure;
    }
}
