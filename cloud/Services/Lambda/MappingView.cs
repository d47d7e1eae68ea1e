using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

sealed record MappingView(
    string UUID,
    string EventSourceMappingArn,
    string EventSourceArn,
    string FunctionArn,
    int BatchSize,
    int MaximumBatchingWindowInSeconds,
    string State,
    string StateTransitionReason,
    DateTimeOffset LastModified,
    IReadOnlyList<string> FunctionResponseTypes,
    MappingView.FilterView? FilterCriteria,
    MappingView.ScalingView? ScalingConfig
)
{
    public sealed record Filter(string Pattern);

    public sealed record FilterView(IReadOnlyList<Filter>? Filters = null);

    public sealed record ScalingView(int? MaximumConcurrency = null);

    public static string ArnOf(string id, CloudSettings settings) => settings.Arn("lambda", $"event-source-mapping:{id}");

    public static MappingView Of(EventSourceMapping mapping, string? state, CloudSettings settings) =>
        new(
            mapping.Id,
            ArnOf(mapping.Id, settings),
            mapping.EventSourceArn,
            mapping.FunctionArn,
            mapping.BatchSize,
            mapping.BatchingWindow,
            state ?? (mapping.IsEnabled ? "Enabled" : "Disabled"),
            "USER_INITIATED",
            mapping.Modified,
            mapping.ResponseTypes,
            mapping.Filters.IsEmpty ? null : new([.. mapping.Filters.Select(pattern => new Filter(pattern))]),
            mapping.MaximumConcurrency is null ? null : new(mapping.MaximumConcurrency)
        );
}
