using Classroom.Cloud.Api;

namespace Classroom.Cloud.Metrics;

sealed class ListTagsForResource(TaggedResources tagged) : IOperation<ListTagsForResource.Input, ListTagsForResource.Output>
{
    public sealed record Input(string ResourceARN);

    public sealed record Output(IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.ResourceARN)];

    public Output Run(Input input, Call call) => new(tagged.List(input.ResourceARN).List());
}
