namespace Classroom.Cloud.Metrics.Expressions;

/// <summary>A metric as queries name it.</summary>
sealed record Metric(string Namespace, string MetricName, IReadOnlyList<Dimension>? Dimensions = null)
{
    public MetricKey Key => new(Namespace, MetricName, [.. Dimensions ?? []]);
}

sealed record MetricStat(Metric Metric, int Period, string Stat, string? Unit = null);

/// <summary>One of the queries of a call or an alarm: a metric, or an expression over the others.</summary>
sealed record MetricDataQuery(
    string Id,
    MetricStat? MetricStat = null,
    string? Expression = null,
    string? Label = null,
    bool? ReturnData = null,
    int? Period = null,
    string? AccountId = null
);
