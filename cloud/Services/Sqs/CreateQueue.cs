using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class CreateQueue(QueueStore queues) : IOperation<CreateQueue.Input, CreateQueue.Output>
{
    public sealed record Input(
        string QueueName,
        IReadOnlyDictionary<string, string>? Attributes = null,
        [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags = null
    );

    public sealed record Output(string QueueUrl);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(queues.ArnOf(input.QueueName)), .. Permission.ToTag(queues.ArnOf(input.QueueName), "sqs:TagQueue", input.Tags)];

    public Output Run(Input input, Call call)
    {
        var attributes = QueueAttributes.CheckNew(input.QueueName, input.Attributes ?? new Dictionary<string, string>(), queues);
        if (queues.Queues.Find(input.QueueName) is { } known)
        {
            // A request with the same attributes returns the existing queue.
            if (attributes.All(attribute => QueueAttributes.IsSame(known, attribute)))
                return new(queues.UrlOf(known.Name));
            var other = attributes.First(attribute => !QueueAttributes.IsSame(known, attribute)).Key;
            throw SqsErrors.Of("QueueNameExists", $"A queue already exists with the same name and a different value for attribute {other}");
        }
        // The root user (the instructor) often deletes a class and creates it again, and need not wait 60 seconds.
        if (!call.Caller.IsRoot && queues.Deleted.TryGetValue(input.QueueName, out var until) && call.Now < until)
            throw SqsErrors.Of(
                "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with the same name."
            );
        queues.Queues.Put(
            input.QueueName,
            new(input.QueueName, call.Now, call.Now)
            {
                Attributes = attributes,
                Tags = (input.Tags ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(),
            }
        );
        return new(queues.UrlOf(input.QueueName));
    }
}
