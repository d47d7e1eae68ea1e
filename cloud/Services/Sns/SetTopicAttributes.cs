using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class SetTopicAttributes(TopicStore topics) : IOperation<SetTopicAttributes.Input, Nothing>
{
    public sealed record Input(string TopicArn, string AttributeName, string? AttributeValue = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Nothing Run(Input input, Call call)
    {
        var topic = topics.Find(input.TopicArn);
        if (input.AttributeName == "FifoTopic")
            throw SnsService.Invalid("AttributeName");
        TopicAttributes.CheckTopic(input.AttributeName, input.AttributeValue ?? "");
        topics.Topics.Put(topic.Name, topic with { Attributes = topic.Attributes.With(input.AttributeName, input.AttributeValue) });
        return Nothing.Value;
    }
}
