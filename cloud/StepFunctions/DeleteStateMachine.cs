using Classroom.Cloud.Gateway;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

sealed class DeleteStateMachine(MachineStore store, ExecutionEngine engine) : IOperation<DeleteStateMachine.Input, Nothing>
{
    public sealed record Input(string StateMachineArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.StateMachineArn))];

    public Nothing Run(Input input, Call call)
    {
        // What is gone already is gone.
        if (store.Machines.Find(input.StateMachineArn.Split(':')[^1]) is not { } machine) return Nothing.Value;
        store.Machines.Remove(machine.Name);
        foreach (var record in store.Executions.All.Where(record => record.MachineName == machine.Name).ToList())
        {
            engine.Find(record.Arn)?.Execution?.Stop(null, null);
            store.Events.Remove(record.Arn);
            store.Saved.Remove(record.Arn);
            store.Executions.Remove(record.Arn);
        }
        return Nothing.Value;
    }
}
