using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sns;

sealed class Publish(TopicStore topics, Publishing publishing) : IOperation<Publish.Input, Publish.Output>
{
    public sealed record Input(
        string Message,
        string? TopicArn = null,
        string? TargetArn = null,
        string? PhoneNumber = null,
        string? Subject = null,
        string? MessageStructure = null,
        IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes = null,
        string? MessageDeduplicationId = null,
        string? MessageGroupId = null
    );

    public sealed record Output(string MessageId, string? SequenceNumber);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn ?? input.TargetArn ?? "*");

    public Output Run(Input input, Call call)
    {
        if (input.PhoneNumber is not null)
            throw SnsService.Invalid("PhoneNumber Reason: the embedded cloud does not send SMS messages");
        var arn =
            input.TopicArn ?? input.TargetArn ?? throw SnsService.Invalid("TopicArn or TargetArn Reason: no value for required parameter");
        var (id, sequence) = publishing.Publish(
            topics.Find(arn),
            new(
                input.Message,
                input.Subject,
                input.MessageStructure,
                input.MessageAttributes,
                input.MessageGroupId,
                input.MessageDeduplicationId
            ),
            call
        );
        return new(id, sequence);
    }
}
