using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class ListQueues(QueueStore queues) : IOperation<ListQueues.Input, ListQueues.Output>
{
    public sealed record Input(string? QueueNamePrefix = null, string? NextToken = null, int? MaxResults = null);

    public sealed record Output(IReadOnlyList<string>? QueueUrls, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(
            queues.Queues.Below(input.QueueNamePrefix ?? ""),
            input.NextToken,
            input.MaxResults,
            1000,
            "InvalidParameterValue"
        );
        return new(page.Count == 0 ? null : [.. page.Select(queue => queues.UrlOf(queue.Name))], next);
    }
}
