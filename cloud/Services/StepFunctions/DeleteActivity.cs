using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DeleteActivity(MachineStore store) : IOperation<DeleteActivity.Input, Nothing>
{
    public sealed record Input(string ActivityArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ActivityArn))];

    public Nothing Run(Input input, Call call)
    {
        store.Activities.Remove(MachineStore.CheckArn(input.ActivityArn).Split(':')[^1]);
        return Nothing.Value;
    }
}
