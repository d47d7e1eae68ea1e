using System.Text.Json.Serialization;

namespace Classroom.Cloud.Metrics.Expressions;

/// <summary>A metric in a query.</summary>
sealed record Metric(string Namespace, string MetricName, IReadOnlyList<Dimension>? Dimensions = null)
{
    [JsonIgnore]
    public MetricKey Key => new(Namespace, MetricName, [.. Dimensions ?? []]);
}

sealed record MetricStat(Metric Metric, int Period, string Stat, string? Unit = null);

/// <summary>One query of a call or an alarm: a metric, or an expression over other queries.</summary>
sealed record MetricDataQuery(
    string Id,
    MetricStat? MetricStat = null,
    string? Expression = null,
    string? Label = null,
    bool? ReturnData = null,
    int? Period = null,
    string? AccountId = null
);
