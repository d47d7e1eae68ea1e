using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class UntagResource(TopicStore topics) : IOperation<UntagResource.Input, UntagResource.Output>
{
    public sealed record Input(string ResourceArn, IReadOnlyList<string> TagKeys);

    public sealed record Output();

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        topics.Needs(input.ResourceArn).Select(need => need with { ResourcePolicy = null });

    public Output Run(Input input, Call call)
    {
        var topic = topics.FindTagged(input.ResourceArn);
        topics.Topics.Put(topic.Name, topic with { Tags = topic.Tags.RemoveRange(input.TagKeys) });
        return new();
    }
}
