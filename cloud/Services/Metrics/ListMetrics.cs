using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cloud.Metrics;

[ReadsArchives]
sealed class ListMetrics(MetricStore store) : IOperation<ListMetrics.Input, ListMetrics.Output>
{
    public sealed record Input(
        string? Namespace = null,
        string? MetricName = null,
        IReadOnlyList<Filter>? Dimensions = null,
        string? NextToken = null,
        string? RecentlyActive = null
    );

    public sealed record Output(IReadOnlyList<Metric> Metrics, string? NextToken);

    public sealed record Filter(string Name, string? Value = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var keys = store.Keys.Where(key =>
            (input.Namespace is null || key.Namespace == input.Namespace)
            && (input.MetricName is null || key.Name == input.MetricName)
            && (input.Dimensions ?? []).All(filter =>
                key.Dimensions.Any(dimension => dimension.Name == filter.Name && (filter.Value is null || dimension.Value == filter.Value))
            )
        );
        var (page, next) = Paging.Cut(keys, input.NextToken, null, 500, "InvalidParameterValueException");
        return new([.. page.Select(key => new Metric(key.Namespace, key.Name, key.Dimensions))], next);
    }
}
