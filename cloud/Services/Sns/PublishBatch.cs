using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sns;

sealed class PublishBatch(TopicStore topics, Publishing publishing) : IOperation<PublishBatch.Input, PublishBatch.Output>
{
    const int LongestId = 80;

    public sealed record Input(string TopicArn, IReadOnlyList<Entry> PublishBatchRequestEntries);

    public sealed record Output(IReadOnlyList<Sent> Successful, IReadOnlyList<Failure> Failed);

    public sealed record Entry(
        string Id,
        string Message,
        string? Subject = null,
        string? MessageStructure = null,
        IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes = null,
        string? MessageDeduplicationId = null,
        string? MessageGroupId = null
    );

    public sealed record Sent(string Id, string MessageId, string? SequenceNumber);

    public sealed record Failure(string Id, string Code, string Message, bool SenderFault);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Output Run(Input input, Call call)
    {
        var topic = topics.Find(input.TopicArn);
        if (input.PublishBatchRequestEntries.Count == 0)
            throw new AwsException("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        if (input.PublishBatchRequestEntries.Count > 10)
            throw new AwsException("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        if (input.PublishBatchRequestEntries.DistinctBy(entry => entry.Id).Count() != input.PublishBatchRequestEntries.Count)
            throw new AwsException("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        foreach (var id in input.PublishBatchRequestEntries.Select(entry => entry.Id))
            CheckId(id);
        if (
            input.PublishBatchRequestEntries.Sum(entry => (long)Publishing.SizeOf(entry.Message, entry.MessageAttributes))
            > Publishing.LargestMessage
        )
            throw new AwsException("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
        foreach (var entry in input.PublishBatchRequestEntries)
            Publishing.Check(topic, PublicationOf(entry));
        var (sent, failed) = (new List<Sent>(), new List<Failure>());
        foreach (var entry in input.PublishBatchRequestEntries)
        {
            try
            {
                var (id, sequence) = publishing.Publish(topic, PublicationOf(entry), call);
                sent.Add(new(entry.Id, id, sequence));
            }
            catch (AwsException exception)
            {
                failed.Add(new(entry.Id, exception.Code, exception.Message, true));
            }
        }
        return new(sent, failed);
    }

    static Publication PublicationOf(Entry entry) =>
        new(
            entry.Message,
            entry.Subject,
            entry.MessageStructure,
            entry.MessageAttributes,
            entry.MessageGroupId,
            entry.MessageDeduplicationId
        );

    static void CheckId(string id)
    {
        if (id.Length > LongestId)
            throw new AwsException("InvalidBatchEntryId", $"The Id of a batch entry in the batch request is too long: {id}");
        if (id.Length == 0 || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
            throw new AwsException(
                "InvalidBatchEntryId",
                $"The Id of a batch entry in the batch request contains an impermissible character: {id}"
            );
    }
}
