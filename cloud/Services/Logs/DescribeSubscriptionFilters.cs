using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DescribeSubscriptionFilters(LogStore logs) : IOperation<DescribeSubscriptionFilters.Input, DescribeSubscriptionFilters.Output>
{
    public sealed record Input(string LogGroupName, string? FilterNamePrefix = null, string? NextToken = null, int? Limit = null);

    public sealed record Output(IReadOnlyList<SubscriptionFilterView> SubscriptionFilters, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Output Run(Input input, Call call)
    {
        var group = logs.Group(input.LogGroupName);
        var filters = logs.Subscriptions.Below(LogStore.StreamKey(group.Name, input.FilterNamePrefix ?? ""));
        var (page, next) = Paging.Cut(filters, input.NextToken, Math.Min(input.Limit ?? 50, 50), 50, "InvalidParameterException");
        return new([.. page.Select(SubscriptionFilterView.Of)], next);
    }
}
