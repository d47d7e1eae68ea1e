using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class TagResource(TaggedResources tagged, RuleStore rules) : IOperation<TagResource.Input, TagResource.Output>
{
    public sealed record Input(string ResourceARN, IReadOnlyList<Tag> Tags);

    public sealed record Output();

    public IEnumerable<Permission> Needs(Input input, Call call) => [rules.NeedOfTagged(input.ResourceARN)];

    public Output Run(Input input, Call call)
    {
        tagged.Change(input.ResourceARN, tags => tags.With(input.Tags));
        return new();
    }
}
