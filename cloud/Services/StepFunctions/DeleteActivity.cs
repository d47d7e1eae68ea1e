using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DeleteActivity(MachineStore store) : IOperation<DeleteActivity.Input, Nothing>
{
    public sealed record Input(string ActivityArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ActivityArn))];

    public Nothing Run(Input input, Call call)
    {
        if (input.ActivityArn.Split(':') is not [_, _, _, _, _, "activity", var name])
            throw MachineStore.InvalidArn($"Invalid ARN: {input.ActivityArn}");
        store.Activities.Remove(name);
        return Nothing.Value;
    }
}
