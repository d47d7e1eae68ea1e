using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class TagResource(TopicStore topics) : IOperation<TagResource.Input, TagResource.Output>
{
    public sealed record Input(string ResourceArn, IReadOnlyList<Tag> Tags);

    public sealed record Output();

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        topics.Needs(input.ResourceArn).Select(need => need with { ResourcePolicy = null });

    public Output Run(Input input, Call call)
    {
        if (input.Tags.DistinctBy(tag => tag.Key).Count() != input.Tags.Count)
            throw SnsService.Invalid("Duplicated keys are not allowed.");
        var topic = topics.FindTagged(input.ResourceArn);
        topics.Topics.Put(topic.Name, topic with { Tags = topic.Tags.With(input.Tags) });
        return new();
    }
}
