using System.Text.Json.Serialization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class ListDeadLetterSourceQueues(QueueStore queues) : IOperation<ListDeadLetterSourceQueues.Input, ListDeadLetterSourceQueues.Output>
{
    public sealed record Input(string QueueUrl, string? NextToken = null, int? MaxResults = null);

    public sealed record Output([property: JsonPropertyName("queueUrls")] IReadOnlyList<string> QueueUrls, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Output Run(Input input, Call call)
    {
        var arn = queues.ArnOf(queues.ByUrl(input.QueueUrl).Name);
        var (page, next) = Paging.Cut(
            queues.Queues.All.Where(queue => queue.DeadLetters?.Arn == arn),
            input.NextToken,
            input.MaxResults,
            1000,
            "InvalidParameterValue"
        );
        return new([.. page.Select(queue => queues.UrlOf(queue.Name))], next);
    }
}
