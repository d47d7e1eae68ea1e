using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class ListQueueTags(QueueStore queues) : IOperation<ListQueueTags.Input, ListQueueTags.Output>
{
    public sealed record Input(string QueueUrl);

    public sealed record Output(IReadOnlyDictionary<string, string>? Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Output Run(Input input, Call call)
    {
        var tags = queues.ByUrl(input.QueueUrl).Tags;
        return new(tags.IsEmpty ? null : tags);
    }
}
