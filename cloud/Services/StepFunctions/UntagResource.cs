using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class UntagResource(MachineStore store) : IOperation<UntagResource.Input, Nothing>
{
    public sealed record Input(string ResourceArn, IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ResourceArn))];

    public Nothing Run(Input input, Call call)
    {
        MachineView.ChangeTags(input.ResourceArn, store, tags => tags.RemoveRange(input.TagKeys));
        return Nothing.Value;
    }
}
