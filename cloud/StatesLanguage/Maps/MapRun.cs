using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Maps;

/// <summary>One run of a distributed Map, and the state of its child executions.</summary>
sealed class MapRun : IUnsavedMapRun
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

    /// <summary>The MapStateStarted event, which precedes the start and each redrive of the run.</summary>
    public long StartedAfter { get; set; }

    /// <summary>The items have been read, so that the number of children is known.</summary>
    public bool HasItems { get; set; }

    /// <summary>
    /// The error with which the run fails after its last children have ended. It is not saved, because a resumed run derives it from its
    /// counts.
    /// </summary>
    public StatesError? Failure { get; set; }

    /// <summary>The files of successful children that the ResultWriter has written in all attempts.</summary>
    public JsonArray SucceededFiles { get; set; } = JsonArray.Empty;

    /// <summary>The children in the order of their inputs.</summary>
    public IReadOnlyList<MapChild> Children => children;

    /// <summary>The run has changed since its description was taken.</summary>
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

    /// <summary>The ResultWriter has written the results of all children.</summary>
    public void Written(JsonArray succeededFiles)
    {
        SucceededFiles = succeededFiles;
        Written();
    }

    /// <summary>The results of all children are in the files of the ResultWriter, or in the output of the Map state.</summary>
    public void Written()
    {
        executions.ResultsWritten = executions.Total;
        items.ResultsWritten = items.Total;
        parent.Unsaved.Changed(this);
    }

    /// <summary>Starts another attempt of an unsuccessful run.</summary>
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

    /// <summary>The identity of a child execution.</summary>
    public ExecutionIdentity IdentityOf(string name, ExecutionType type)
    {
        var identity = parent.Identity;
        var kind = type == ExecutionType.Express ? "express" : "execution";
        return new($"{identity.Scope(kind)}:{machineName}:{name}", name, MachineArn, machineName, identity.RoleArn);
    }

    public MapRunState Describe() =>
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
