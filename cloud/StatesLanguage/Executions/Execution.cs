using System.Globalization;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;
using Classroom.StatesLanguage.Testing;

namespace Classroom.StatesLanguage.Executions;

public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
}

public enum ExecutionType
{
    Standard,

    /// <summary>At most five minutes, and no limit on its events, because nobody keeps them.</summary>
    Express,
}

/// <summary>
/// One execution of a state machine. Whatever happens to it, from whichever thread, waits in line and is done one after the other; between two
/// happenings it holds no thread.
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

    /// <summary>What ends an execution from outside follows from none of its events.</summary>
    const long NoPredecessor = 0;

    /// <summary>Timers of the machine end before a wait of a year does; it is then armed anew.</summary>
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    static readonly TimeSpan LongestStandard = TimeSpan.FromDays(365);
    static readonly TimeSpan LongestExpress = TimeSpan.FromMinutes(5);

    readonly Lock gate = new();
    readonly Queue<Action> inbox = new();
    readonly Queue<Strand> ready = new();
    readonly PriorityQueue<Action, DateTimeOffset> timers = new();
    readonly List<HistoryEvent> history = [];
    readonly TaskCompletionSource<Execution> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly StateMachine machine;
    readonly Json input;
    readonly Strand root;
    ITimer? timer;
    DateTimeOffset timerAt = DateTimeOffset.MaxValue;
    bool isRunning;
    bool isEnding;
    bool isSuspended;

    public Execution(StateMachine machine, Json input, ExecutionIdentity identity, IStatesHost host, ExecutionType type = ExecutionType.Standard)
        : this(machine, input, identity, host, type, JsonObject.Empty)
    {
    }

    internal Execution(StateMachine machine, Json input, ExecutionIdentity identity, IStatesHost host, ExecutionType type, JsonObject variables)
    {
        this.machine = machine;
        Type = type;
        this.input = input;
        Identity = identity;
        Host = host;
        Region = identity.Region;
        IntrinsicSources = new(host.NextRandom, host.NewId);
        JsonataLibrary = new StatesFunctions(IntrinsicSources).Find;
        JsonataOptions = new() { Clock = host.Clock, Random = host.NextRandom, MostItems = MostJsonataItems, MostBytes = MostJsonataBytes };
        root = new(this, null, 0, machine.Flow, input, Variables.None.With(variables), 0, null);
    }

    public ExecutionIdentity Identity { get; }

    public ExecutionType Type { get; }

    public ExecutionStatus Status { get; private set; }

    public DateTimeOffset Started { get; private set; }

    public DateTimeOffset? Stopped { get; private set; }

    public Json Input => input;

    public Json? Output { get; private set; }

    public string? Error { get; private set; }

    public string? Cause { get; private set; }

    public IReadOnlyList<HistoryEvent> History => history;

    /// <summary>Ends when the execution does, however it ends.</summary>
    public Task<Execution> Completion => completion.Task;

    internal IStatesHost Host { get; }

    /// <summary>Told once, when the execution has ended.</summary>
    internal Action<Execution>? Ended { get; init; }

    /// <summary>Looks at one state alone, instead of going on from it.</summary>
    internal StateProbe? Probe { get; init; }

    internal string Region { get; }

    internal IntrinsicSources IntrinsicSources { get; }

    internal JsonataOptions JsonataOptions { get; }

    internal Func<string, Json?> JsonataLibrary { get; }

    internal DateTimeOffset Now => Host.Clock.GetUtcNow();

    internal double Random() => Host.NextRandom();

    public void Start() => Post(() =>
    {
        Started = Now;
        Record("ExecutionStarted", 0, new ExecutionStartedDetails(input, Identity.RoleArn));
        // The first state names no predecessor, as if the start were none.
        WatchTime();
        Ready(root);
    });

    /// <summary>
    /// What is needed to go on elsewhere, beside the history. Only while the execution is at rest: from <see cref="IStatesHost.AtRest"/>.
    /// </summary>
    public Json Save() => JsonObject.Of(("version", Snapshot.Version), ("started", Snapshot.Write(Started)), ("root", Snapshot.Write(root)));

    /// <summary>Does nothing more, whatever comes: somebody else goes on with what was saved.</summary>
    public void Suspend()
    {
        lock (gate)
        {
            isSuspended = true;
            inbox.Clear();
        }
        timer?.Dispose();
        root.Children?.Suspend();
    }

    /// <summary>Takes an execution up where it was saved. Tasks that were under way are started again, marked as such.</summary>
    public static Execution Resume(StateMachine machine, Json input, ExecutionIdentity identity, IStatesHost host, ExecutionType type, Json saved, IEnumerable<HistoryEvent> history)
    {
        return Resume(machine, input, identity, host, type, saved, history, ended: null);
    }

    /// <summary>An execution that has ended, as its parent remembers it.</summary>
    internal static Execution Finished(StateMachine machine, ExecutionIdentity identity, IStatesHost host, ExecutionType type, SavedChild saved)
    {
        var execution = new Execution(machine, saved.Input, identity, host, type)
        {
            Status = saved.Status,
            Output = saved.Output,
            Error = saved.Error,
            Cause = saved.Cause,
            Started = saved.Started,
            Stopped = saved.Stopped,
        };
        execution.history.AddRange(host.Load(identity.Arn)?.History ?? []);
        execution.completion.SetResult(execution);
        return execution;
    }

    internal static Execution Resume(
        StateMachine machine, Json input, ExecutionIdentity identity, IStatesHost host, ExecutionType type, Json saved, IEnumerable<HistoryEvent> history, Action<Execution>? ended)
    {
        var execution = new Execution(machine, input, identity, host, type) { Ended = ended };
        execution.history.AddRange(history);
        execution.Post(() =>
        {
            var state = (JsonObject)saved;
            execution.Started = Snapshot.ReadMoment(state["started"])!.Value;
            execution.WatchTime();
            Snapshot.Read(execution.root, (JsonObject)state["root"]!);
        });
        return execution;
    }

    /// <summary>Stops the execution from outside.</summary>
    public void Stop(string? error, string? cause) => Post(() =>
    {
        if (Status != ExecutionStatus.Running) return;
        root.Abandon();
        End(ExecutionStatus.Aborted, NoPredecessor, "ExecutionAborted", new ErrorDetails("executionAbortedEventDetails", error, cause), error, cause);
    });

    /// <summary>Puts something in line, and does what is in line unless somebody is at it.</summary>
    internal void Post(Action action)
    {
        lock (gate)
        {
            if (isSuspended) return;
            inbox.Enqueue(action);
            if (isRunning) return;
            isRunning = true;
        }
        Drain();
    }

    internal void Ready(Strand strand) => ready.Enqueue(strand);

    internal void At(DateTimeOffset moment, Action action) => timers.Enqueue(action, moment);

    internal TaskCall NewTask(Strand strand, TaskResource resource) => strand.Task = new(strand, resource, Host.NewId().ToString());

    internal long Record(string type, long previous, EventDetails? details)
    {
        var id = history.Count + 1;
        if (id == MostEvents && Type == ExecutionType.Standard && !isEnding) throw new HistoryFullException();
        history.Add(new(id, previous, Now, type, details));
        return id;
    }

    internal void Succeed(Strand strand, Json output)
    {
        Output = output;
        End(ExecutionStatus.Succeeded, strand.Previous, "ExecutionSucceeded", new OutputDetails("executionSucceededEventDetails", output), null, null);
    }

    internal void Fail(Strand strand, StatesError error) =>
        End(ExecutionStatus.Failed, strand.Previous, "ExecutionFailed", new ErrorDetails("executionFailedEventDetails", error.Error, error.Cause), error.Error, error.Cause);

    internal static string Timestamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    void WatchTime()
    {
        var longest = Type == ExecutionType.Express ? LongestExpress : LongestStandard;
        At(Started + (machine.Timeout is { } timeout && timeout < longest ? timeout : longest), TimeOut);
    }

    void TimeOut()
    {
        if (Status != ExecutionStatus.Running) return;
        root.Abandon();
        End(ExecutionStatus.TimedOut, NoPredecessor, "ExecutionTimedOut", new ErrorDetails("executionTimedOutEventDetails", StatesErrors.Timeout, null), StatesErrors.Timeout, null);
    }

    void End(ExecutionStatus status, long previous, string type, EventDetails details, string? error, string? cause)
    {
        if (Status != ExecutionStatus.Running) return;
        isEnding = true;
        Record(type, previous, details);
        (Status, Stopped, Error, Cause) = (status, Now, error, cause);
        timers.Clear();
        timer?.Dispose();
        completion.TrySetResult(this);
        Ended?.Invoke(this);
    }

    void Drain()
    {
        while (true)
        {
            Action? action;
            lock (gate) inbox.TryDequeue(out action);
            if (action is null)
            {
                // Only one that has to wait needs a timer: most executions never do.
                if (Status == ExecutionStatus.Running) ArmTimer();
                Host.AtRest(this);
                lock (gate)
                {
                    if (inbox.Count > 0) continue;
                    isRunning = false;
                    return;
                }
            }
            try
            {
                action();
                while (Status == ExecutionStatus.Running && ready.TryDequeue(out var strand)) strand.Take();
            }
            catch (HistoryFullException)
            {
                Fail(root, new(StatesErrors.Runtime, $"The execution reached the maximum number of history events ({MostEvents})."));
            }
            if (Status != ExecutionStatus.Running) ready.Clear();
        }
    }

    /// <summary>There is room for one more event, and that is the end's.</summary>
    sealed class HistoryFullException : Exception;

    void ArmTimer()
    {
        if (!timers.TryPeek(out _, out var next) || next >= timerAt) return;
        timerAt = next;
        var delay = next - Now;
        timer?.Dispose();
        delay = delay < TimeSpan.Zero ? TimeSpan.Zero : delay > LongestTimer ? LongestTimer : delay;
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
