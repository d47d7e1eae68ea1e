using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class ListTagsForResource(TaggedResources tagged, RuleStore rules)
    : IOperation<ListTagsForResource.Input, ListTagsForResource.Output>
{
    public sealed record Input(string ResourceARN);

    public sealed record Output(IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [rules.NeedOfTagged(input.ResourceARN)];

    public Output Run(Input input, Call call) => new(tagged.Find(input.ResourceARN).List());
}
