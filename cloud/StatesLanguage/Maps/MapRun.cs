using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>One run of a distributed Map: its child executions, and how they fare.</summary>
sealed class MapRun
{
    readonly Execution parent;
    readonly List<MapChild> children = [];
    readonly MapRunTally executions = new();
    readonly MapRunTally items = new();
    readonly string machineName;

    public MapRun(Execution parent, string label, string id, int maxConcurrency, FailureLimits tolerated, DateTimeOffset started)
    {
        this.parent = parent;
        (Label, Id, MaxConcurrency, Tolerated, Started) = (label, id, maxConcurrency, tolerated, started);
        machineName = $"{parent.Identity.StateMachineName}/{label}";
        Arn = $"{parent.Identity.Scope("mapRun")}:{machineName}:{id}";
    }

    public string Arn { get; }

    public string Id { get; }

    public string Label { get; }

    public int MaxConcurrency { get; }

    public FailureLimits Tolerated { get; }

    public DateTimeOffset Started { get; }

    public DateTimeOffset? Stopped { get; private set; }

    public ExecutionStatus Status { get; private set; }

    public int RedriveCount { get; set; }

    public DateTimeOffset? Redriven { get; set; }

    /// <summary>The MapStateStarted event, from which the run follows, and each redrive of it.</summary>
    public long StartedAfter { get; set; }

    /// <summary>The items have been read; before, nobody knows how many children there will be.</summary>
    public bool HasItems { get; set; }

    /// <summary>
    /// Why the run fails, as soon as its last children have ended. Not saved: a resumed run finds it again in its counts.
    /// </summary>
    public StatesError? Failure { get; set; }

    /// <summary>Files of successful children that the ResultWriter has written, in this attempt and before it.</summary>
    public JsonArray SucceededFiles { get; set; } = JsonArray.Empty;

    /// <summary>In the order of their inputs.</summary>
    public IReadOnlyList<MapChild> Children => children;

    /// <summary>Has changed, and is on the list of what is to be saved.</summary>
    public bool IsUnsaved { get; set; }

    public bool IsRunning => Status == ExecutionStatus.Running;

    public int RunningChildren => executions[MapChildStage.Running];

    public bool HasTooManyFailures => Tolerated.AreExceededBy(items.Unsuccessful, items.Total);

    public void Add(MapChild child)
    {
        children.Add(child);
        Count(child, 1);
    }

    public void Move(MapChild child, MapChildStage stage)
    {
        Count(child, -1);
        child.Stage = stage;
        Count(child, 1);
    }

    public void NotRedrivable(MapChild child)
    {
        child.IsNotRedrivable = true;
        executions.NotRedrivable++;
        items.NotRedrivable += child.Items;
        parent.Unsaved.Changed(this);
    }

    /// <summary>The ResultWriter has written of all children.</summary>
    public void Written(JsonArray succeededFiles)
    {
        SucceededFiles = succeededFiles;
        executions.ResultsWritten = executions.Total;
        items.ResultsWritten = items.Total;
        parent.Unsaved.Changed(this);
    }

    /// <summary>The run has ended without success, and begins another attempt.</summary>
    public void BeginRedrive()
    {
        RedriveCount++;
        Redriven = parent.Now;
        Failure = null;
        foreach (var child in children)
            child.IsNotRedrivable = false;
        executions.NotRedrivable = items.NotRedrivable = 0;
        executions.ResultsWritten = items.ResultsWritten = 0;
        parent.Unsaved.Changed(this);
    }

    public void End(ExecutionStatus status)
    {
        (Status, Stopped) = (status, parent.Now);
        parent.Unsaved.Changed(this);
    }

    /// <summary>Who a child execution is.</summary>
    public ExecutionIdentity IdentityOf(string name, ExecutionType type)
    {
        var identity = parent.Identity;
        var kind = type == ExecutionType.Express ? "express" : "execution";
        return new($"{identity.Scope(kind)}:{machineName}:{name}", name, MachineArn, machineName, identity.RoleArn);
    }

    public MapRunState State() =>
        new(Arn, parent.Identity.Arn, MachineArn, Label, Status, Started)
        {
            Stopped = Stopped,
            MaxConcurrency = MaxConcurrency,
            ToleratedFailureCount = Tolerated.Count ?? 0,
            ToleratedFailurePercentage = Tolerated.Percentage ?? 0,
            Items = items.ToCounts(),
            Executions = executions.ToCounts(),
            RedriveCount = RedriveCount,
            Redriven = Redriven,
        };

    string MachineArn => $"{parent.Identity.Scope("stateMachine")}:{machineName}";

    void Count(MapChild child, int change)
    {
        executions[child.Stage] += change;
        items[child.Stage] += change * child.Items;
        parent.Unsaved.Changed(this);
    }
}
