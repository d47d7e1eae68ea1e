using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>How many of something are in which state.</summary>
public sealed record MapRunCounts(int Pending, int Running, int Succeeded, int Failed, int TimedOut, int Aborted)
{
    public int Total => Pending + Running + Succeeded + Failed + TimedOut + Aborted;
}

/// <summary>One run of a distributed Map: its child executions, and how they fare.</summary>
public sealed class MapRun
{
    readonly List<(Execution Child, int Items)> children = [];

    internal MapRun(Execution parent, string label, string id, int maxConcurrency, FailureLimits tolerated)
    {
        Parent = parent;
        Id = id;
        Label = label;
        Arn = $"{parent.Identity.Scope("mapRun")}:{parent.Identity.StateMachineName}/{label}:{id}";
        (MaxConcurrency, Tolerated) = (maxConcurrency, tolerated);
        Started = parent.Now;
    }

    internal IReadOnlyList<(Execution Child, int Items)> Children => children;

    public Execution Parent { get; }

    public string Arn { get; }

    public string Id { get; }

    public string Label { get; }

    public int MaxConcurrency { get; }

    public FailureLimits Tolerated { get; }

    public DateTimeOffset Started { get; internal init; }

    public DateTimeOffset? Stopped { get; internal set; }

    public ExecutionStatus Status { get; internal set; }

    public IEnumerable<Execution> Executions => children.Select(child => child.Child);

    /// <summary>Inputs that no execution has been started for yet, and the items in them.</summary>
    internal (int Executions, int Items) Pending { get; set; }

    public MapRunCounts ExecutionCounts => Count(_ => 1, Pending.Executions);

    public MapRunCounts ItemCounts => Count(items => items, Pending.Items);

    internal void Add(Execution child, int items) => children.Add((child, items));

    MapRunCounts Count(Func<int, int> weight, int pending)
    {
        int Of(ExecutionStatus status) => children.Where(child => child.Child.Status == status).Sum(child => weight(child.Items));
        return new(pending, Of(ExecutionStatus.Running), Of(ExecutionStatus.Succeeded), Of(ExecutionStatus.Failed), Of(ExecutionStatus.TimedOut), Of(ExecutionStatus.Aborted));
    }
}
