using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class UntagResource(TaggedResources tagged, RuleStore rules) : IOperation<UntagResource.Input, UntagResource.Output>
{
    public sealed record Input(string ResourceARN, IReadOnlyList<string> TagKeys);

    public sealed record Output();

    public IEnumerable<Permission> Needs(Input input, Call call) => [rules.NeedOfTagged(input.ResourceARN)];

    public Output Run(Input input, Call call)
    {
        tagged.Change(input.ResourceARN, tags => tags.RemoveRange(input.TagKeys));
        return new();
    }
}
