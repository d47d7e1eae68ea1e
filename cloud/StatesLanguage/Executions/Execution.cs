using System.Globalization;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.States;
using Classroom.StatesLanguage.Testing;

namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// One execution of a state machine. What happens to it, from whichever thread, waits in line and is handled in order; in between
/// the execution holds no thread.
/// </summary>
public sealed class Execution
{
    /// <summary>Bytes of an input or a result.</summary>
    internal const int LargestData = 262_144;

    /// <summary>Events of a Standard execution's history.</summary>
    internal const int MostEvents = 25_000;

    /// <summary>AWS stops expressions that take too much memory, somewhere below 900,000 items.</summary>
    const int MostJsonataItems = 500_000;

    const int MostJsonataBytes = 16 * 1024 * 1024;

    const int TurnsBetweenLooks = 1000;

    /// <summary>What ends an execution from outside follows from none of its events.</summary>
    const long NoPredecessor = 0;

    /// <summary>Timers of the machine end before a wait of a year does; it is then armed anew.</summary>
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    /// <summary>After a rest that the host could not keep; doubled up to about a minute.</summary>
    static readonly TimeSpan FirstRestAgain = TimeSpan.FromSeconds(1);

    const int MostDoublings = 6;

    internal static readonly TimeSpan LongestStandard = TimeSpan.FromDays(365);
    static readonly TimeSpan LongestExpress = TimeSpan.FromMinutes(5);

    readonly Mailbox mailbox;
    readonly Queue<Fiber> ready = new();
    readonly PriorityQueue<Action, DateTimeOffset> timers = new();
    readonly TaskCompletionSource<Execution> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly StateMachine machine;
    readonly Json input;
    readonly Fiber root;
    ITimer? timer;
    ITimer? restTimer;
    int failedRests;
    DateTimeOffset timerAt = DateTimeOffset.MaxValue;
    bool isEnding;
    bool isEndTold;

    public Execution(
        StateMachine machine,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type = ExecutionType.Standard
    )
        : this(machine, input, identity, host, type, JsonObject.Empty) { }

    internal Execution(
        StateMachine machine,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type,
        JsonObject variables
    )
    {
        this.machine = machine;
        Type = type;
        this.input = input;
        Identity = identity;
        Host = host;
        Region = identity.Region;
        IntrinsicSources = new(host.NextRandom, host.NewId);
        JsonataLibrary = new StatesFunctions(IntrinsicSources).Find;
        JsonataOptions = new()
        {
            Clock = host.Clock,
            Random = host.NextRandom,
            MostItems = MostJsonataItems,
            MostBytes = MostJsonataBytes,
        };
        Unsaved = new(host.Keeps(type));
        mailbox = new(Handle, Rest);
        root = new(this, null, 0, machine.Flow, input, Variables.None.With(variables), 0, null);
    }

    public ExecutionIdentity Identity { get; }

    public ExecutionType Type { get; }

    public ExecutionStatus Status { get; private set; }

    public DateTimeOffset Started { get; private set; }

    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>How often the execution has been redriven.</summary>
    public int RedriveCount { get; internal set; }

    /// <summary>The last redrive. Unknown for an Express child of a map run, which begins anew.</summary>
    public DateTimeOffset? Redriven { get; private set; }

    public Json Input => input;

    public Json? Output { get; private set; }

    public string? Error { get; private set; }

    public string? Cause { get; private set; }

    /// <summary>Events recorded so far; the events themselves are handed out by <see cref="TakeChanges"/>.</summary>
    public long EventCount { get; private set; }

    /// <summary>The map run that has started this execution, if one has.</summary>
    public string? MapRunArn => Membership?.MapRunArn;

    /// <summary>How many items of its map run this execution works on; 0 where it belongs to none.</summary>
    public int ItemCount => Membership?.ItemCount ?? 0;

    /// <summary>Ends when the execution does, however it ends.</summary>
    public Task<Execution> Completion => completion.Task;

    internal IStatesHost Host { get; }

    /// <summary>The event of the last redrive.</summary>
    internal long RedrivenEvent { get; private set; }

    internal MapMembership? Membership { get; init; }

    internal UnsavedChanges Unsaved { get; }

    /// <summary>Looks at one state alone, instead of going on from it.</summary>
    internal StateProbe? Probe { get; init; }

    internal string Region { get; }

    internal IntrinsicSources IntrinsicSources { get; }

    internal JsonataOptions JsonataOptions { get; }

    internal Func<string, Json?> JsonataLibrary { get; }

    internal DateTimeOffset Now => Host.Clock.GetUtcNow();

    internal double Random() => Host.NextRandom();

    public void Start() =>
        Post(() =>
        {
            Started = Now;
            Record("ExecutionStarted", 0, new ExecutionStartedDetails(input, Identity.RoleArn));
            // The first state names no predecessor, as if the start were none.
            WatchTime();
            Ready(root);
        });

    /// <summary>What is new since it was last taken. Only while the execution is at rest: from <see cref="IStatesHost.AtRest"/>.</summary>
    public ExecutionChanges TakeChanges() => Unsaved.Take();

    /// <summary>
    /// Completes when everything that was told to the execution before this call has been handled, and the host's
    /// <see cref="IStatesHost.AtRest"/> for it has returned; fails when that has thrown. Canceled when the execution is suspended before.
    /// </summary>
    public Task HandledAsync() => mailbox.HandledAsync();

    /// <summary>Does nothing more, whatever comes: somebody else goes on with what was saved.</summary>
    public void Suspend()
    {
        mailbox.Close(() =>
        {
            timer?.Dispose();
            restTimer?.Dispose();
            root.Children?.Suspend();
        });
    }

    /// <summary>Takes an execution up where it was saved. Tasks that were under way are started again, marked as such.</summary>
    public static Execution Resume(
        StateMachine machine,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type,
        SavedExecution saved
    ) => Resume(machine, input, identity, host, type, saved, membership: null);

    internal static Execution Resume(
        StateMachine machine,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type,
        SavedExecution saved,
        MapMembership? membership
    )
    {
        var execution = new Execution(machine, input, identity, host, type) { Membership = membership, EventCount = saved.Events };
        execution.Unsaved.StartFrom(saved);
        execution.Post(() =>
        {
            var tree = new SavedTree(saved.Parts);
            FiberPart.ReadExecution(execution, tree.Root);
            execution.WatchTime();
            FiberPart.Read(execution.root, tree.Root, tree);
            execution.root.Resume();
        });
        return execution;
    }

    /// <summary>
    /// Goes on with a Standard execution that has failed, timed out or been aborted, from the states that were not successful. The
    /// history goes on too. <see cref="Redrivability"/> says whether AWS would.
    /// </summary>
    public static Execution Redrive(StateMachine machine, Json input, ExecutionIdentity identity, IStatesHost host, SavedExecution saved) =>
        Redrive(machine, input, identity, host, saved, membership: null);

    internal static Execution Redrive(
        StateMachine machine,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        SavedExecution saved,
        MapMembership? membership
    )
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (saved.Events > Redrivability.MostEvents)
            throw new InvalidOperationException($"a history of {saved.Events} events has no room for a redrive");
        var execution = new Execution(machine, input, identity, host) { Membership = membership, EventCount = saved.Events };
        execution.Unsaved.StartFrom(saved);
        execution.Post(() =>
        {
            var tree = new SavedTree(saved.Parts);
            FiberPart.ReadExecution(execution, tree.Root);
            execution.RedriveCount++;
            execution.Redriven = execution.Now;
            execution.RedrivenEvent = execution.Record(
                "ExecutionRedriven",
                execution.EventCount,
                new ExecutionRedrivenDetails(execution.RedriveCount)
            );
            execution.WatchTime();
            FiberPart.Read(execution.root, tree.Root, tree);
            execution.root.Redrive();
        });
        return execution;
    }

    /// <summary>Stops the execution from outside.</summary>
    public void Stop(string? error, string? cause) =>
        Post(() =>
        {
            if (Status != ExecutionStatus.Running)
                return;
            root.Abandon();
            End(
                ExecutionStatus.Aborted,
                NoPredecessor,
                "ExecutionAborted",
                new ErrorDetails("executionAbortedEventDetails", error, cause),
                error,
                cause
            );
        });

    /// <summary>Puts something in line, and does what is in line unless another thread is at it.</summary>
    internal void Post(Action action) => mailbox.Post(action);

    internal void Ready(Fiber fiber) => ready.Enqueue(fiber);

    internal void At(DateTimeOffset moment, Action action) => timers.Enqueue(action, moment);

    internal TaskCall NewTask(Fiber fiber, TaskResource resource) => fiber.Task = new(fiber, resource, Host.NewId().ToString());

    /// <summary>Other tasks are canceled, and the execution goes on, whatever the host does.</summary>
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
        if (id == MostEvents && Type == ExecutionType.Standard && !isEnding)
            throw new HistoryFullException();
        EventCount = id;
        if (Unsaved.HasEvents)
            Unsaved.Add(new(id, previous, Now, type, details));
        return id;
    }

    internal void Succeed(Fiber fiber, Json output)
    {
        Output = output;
        End(
            ExecutionStatus.Succeeded,
            fiber.Previous,
            "ExecutionSucceeded",
            new OutputDetails("executionSucceededEventDetails", output),
            null,
            null
        );
    }

    // A state that fails before it records anything follows from the redrive, if there was one since its entry.
    internal void Fail(Fiber fiber, StatesError error) =>
        End(
            ExecutionStatus.Failed,
            Math.Max(fiber.Previous, RedrivenEvent),
            "ExecutionFailed",
            new ErrorDetails("executionFailedEventDetails", error.Error, error.Cause),
            error.Error,
            error.Cause
        );

    internal static string Timestamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Puts the execution where it was when it was saved.</summary>
    internal void Place(DateTimeOffset started, int redriveCount, DateTimeOffset? redriven, long redrivenEvent) =>
        (Started, RedriveCount, Redriven, RedrivenEvent) = (started, redriveCount, redriven, redrivenEvent);

    /// <summary>The machine's own limit begins anew with a redrive, the limit of all executions does not.</summary>
    void WatchTime()
    {
        var limit = Started + (Type == ExecutionType.Express ? LongestExpress : LongestStandard);
        if (machine.Timeout is { } timeout && (Redriven ?? Started) + timeout is var own && own < limit)
            limit = own;
        At(limit, TimeOut);
    }

    void TimeOut()
    {
        if (Status != ExecutionStatus.Running)
            return;
        root.Abandon();
        End(
            ExecutionStatus.TimedOut,
            NoPredecessor,
            "ExecutionTimedOut",
            new ErrorDetails("executionTimedOutEventDetails", StatesErrors.Timeout, null),
            StatesErrors.Timeout,
            null
        );
    }

    void End(ExecutionStatus status, long previous, string type, EventDetails details, string? error, string? cause)
    {
        if (Status != ExecutionStatus.Running)
            return;
        isEnding = true;
        Record(type, previous, details);
        (Status, Stopped, Error, Cause) = (status, Now, error, cause);
        timers.Clear();
        timer?.Dispose();
        // Without success, the state is what a redrive goes on from.
        var canBeRedriven = Type == ExecutionType.Standard && status != ExecutionStatus.Succeeded && EventCount <= Redrivability.MostEvents;
        if (!canBeRedriven)
            Unsaved.DropState();
        completion.TrySetResult(this);
    }

    void Handle(Action action)
    {
        try
        {
            action();
            for (var turns = 1; Status == ExecutionStatus.Running && ready.TryDequeue(out var fiber); turns++)
            {
                fiber.Take();
                if (turns % TurnsBetweenLooks == 0)
                    LookUp();
            }
        }
        catch (HistoryFullException)
        {
            Break($"The execution reached the maximum number of history events ({MostEvents}).");
        }
        catch (Exception exception)
        {
            // A bug here or in the host: it ends this execution, and no other.
            Report(exception);
            Break(exception.Message);
        }
        if (Status != ExecutionStatus.Running)
            ready.Clear();
    }

    /// <summary>
    /// An execution that never waits notices that its time is over, and an Express one hands out its events, of which there may be any
    /// number.
    /// </summary>
    void LookUp()
    {
        Ring();
        if (Type == ExecutionType.Express && Status == ExecutionStatus.Running)
            Rest();
    }

    void Break(string cause)
    {
        root.Abandon();
        Fail(root, new(StatesErrors.Runtime, cause));
    }

    Exception? Rest()
    {
        Exception? failure = null;
        try
        {
            // Only one that has to wait needs a timer: most executions never do.
            if (Status == ExecutionStatus.Running)
                ArmTimer();
            Host.AtRest(this);
            Unsaved.Confirm();
            failedRests = 0;
            restTimer?.Dispose();
        }
        catch (Exception exception)
        {
            // What could not be kept is handed out again: soon, because nothing else may happen to the execution for a year.
            failure = exception;
            Report(exception);
            Unsaved.PutBack();
            RestAgain();
        }
        if (Status != ExecutionStatus.Running)
            TellEnd();
        return failure;
    }

    void RestAgain()
    {
        var delay = FirstRestAgain * Math.Pow(2, Math.Min(failedRests++, MostDoublings));
        restTimer?.Dispose();
        restTimer = Host.Clock.CreateTimer(_ => Post(static () => { }), null, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells the host what went wrong. An error in telling has nowhere to go.</summary>
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

    /// <summary>The host has been asked to keep the end: the map run may count it.</summary>
    void TellEnd()
    {
        if (isEndTold)
            return;
        isEndTold = true;
        Membership?.Ended(this);
    }

    /// <summary>There is room for one more event, and that is the end's.</summary>
    sealed class HistoryFullException : Exception;

    void ArmTimer()
    {
        if (!timers.TryPeek(out _, out var next) || next >= timerAt)
            return;
        timerAt = next;
        var delay = next - Now;
        timer?.Dispose();
        delay =
            delay < TimeSpan.Zero ? TimeSpan.Zero
            : delay > LongestTimer ? LongestTimer
            : delay;
        timer = Host.Clock.CreateTimer(_ => Post(Ring), null, delay, Timeout.InfiniteTimeSpan);
    }

    void Ring()
    {
        timerAt = DateTimeOffset.MaxValue;
        while (Status == ExecutionStatus.Running && timers.TryPeek(out var action, out var moment) && moment <= Now)
        {
            timers.Dequeue();
            action();
        }
    }
}
