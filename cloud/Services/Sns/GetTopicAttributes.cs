using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Sns;

sealed class GetTopicAttributes(TopicStore topics, CloudSettings settings) : IOperation<GetTopicAttributes.Input, GetTopicAttributes.Output>
{
    public sealed record Input(string TopicArn);

    public sealed record Output(IReadOnlyDictionary<string, string> Attributes);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Output Run(Input input, Call call) => new(TopicAttributes.Show(topics.Find(input.TopicArn), topics, settings.Account));
}
