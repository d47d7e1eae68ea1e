using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class ListTagsForResource(TopicStore topics) : IOperation<ListTagsForResource.Input, ListTagsForResource.Output>
{
    public sealed record Input(string ResourceArn);

    public sealed record Output(IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        topics.Needs(input.ResourceArn).Select(need => need with { ResourcePolicy = null });

    public Output Run(Input input, Call call) => new(topics.FindTagged(input.ResourceArn).Tags.List());
}
