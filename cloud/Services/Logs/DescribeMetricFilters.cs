using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DescribeMetricFilters(LogStore logs) : IOperation<DescribeMetricFilters.Input, DescribeMetricFilters.Output>
{
    public sealed record Input(
        string? LogGroupName = null,
        string? FilterNamePrefix = null,
        string? NextToken = null,
        int? Limit = null,
        string? MetricName = null,
        string? MetricNamespace = null
    );

    public sealed record Output(IReadOnlyList<MetricFilterView> MetricFilters, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName ?? ""))];

    public Output Run(Input input, Call call)
    {
        if (input.LogGroupName is { } name)
            logs.Group(name);
        var filters = logs
            .MetricFilters.Below(input.LogGroupName is { } group ? LogStore.StreamKey(group, "") : "")
            .Where(filter =>
                filter.Name.StartsWith(input.FilterNamePrefix ?? "", StringComparison.Ordinal)
                && filter.Transformations.Any(made =>
                    (input.MetricName is null || made.MetricName == input.MetricName)
                    && (input.MetricNamespace is null || made.MetricNamespace == input.MetricNamespace)
                )
            );
        var (page, next) = Paging.Cut(filters, input.NextToken, Math.Min(input.Limit ?? 50, 50), 50, "InvalidParameterException");
        return new([.. page.Select(MetricFilterView.Of)], next);
    }
}
