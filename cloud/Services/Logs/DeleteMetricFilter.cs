using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DeleteMetricFilter(LogStore logs) : IOperation<DeleteMetricFilter.Input, Nothing>
{
    public sealed record Input(string LogGroupName, string FilterName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Nothing Run(Input input, Call call)
    {
        LogNames.CheckLength(input.LogGroupName);
        logs.Group(input.LogGroupName);
        return logs.MetricFilters.Remove(LogStore.StreamKey(input.LogGroupName, input.FilterName))
            ? Nothing.Value
            : throw LogStore.NotFound("The specified metric filter does not exist.");
    }
}
