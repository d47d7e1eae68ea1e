using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class ListTagsForResource(MachineStore store) : IOperation<ListTagsForResource.Input, ListTagsForResource.Output>
{
    public sealed record Input(string ResourceArn);

    public sealed record Output(IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ResourceArn))];

    public Output Run(Input input, Call call)
    {
        var found = default(System.Collections.Immutable.ImmutableSortedDictionary<string, string>);
        MachineView.ChangeTags(input.ResourceArn, store, tags => found = tags);
        return new([.. found!.Select(tag => new Tag(tag.Key, tag.Value))]);
    }
}
