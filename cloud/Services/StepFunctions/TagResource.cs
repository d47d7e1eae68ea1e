using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class TagResource(MachineStore store) : IOperation<TagResource.Input, Nothing>
{
    public sealed record Input(string ResourceArn, IReadOnlyList<Tag> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ResourceArn))];

    public Nothing Run(Input input, Call call)
    {
        MachineView.ChangeTags(input.ResourceArn, store, tags => tags.SetItems(MachineStore.Tags(input.Tags)));
        return Nothing.Value;
    }
}
