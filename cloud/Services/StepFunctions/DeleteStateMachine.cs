using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions;

sealed class DeleteStateMachine(MachineStore store, ExecutionEngine engine, Database database, TimeProvider clock)
    : IOperation<DeleteStateMachine.Input, Nothing>
{
    public sealed record Input(string StateMachineArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.StateMachineArn))];

    public Nothing Run(Input input, Call call)
    {
        if (input.StateMachineArn.Split(':') is not [_, _, _, _, _, "stateMachine", var name])
            throw MachineStore.InvalidArn($"Invalid ARN: {input.StateMachineArn}");
        // Deleting a state machine that does not exist succeeds.
        if (store.Machines.Find(name) is not { } machine)
            return Nothing.Value;
        store.Machines.Remove(machine.Name);
        store.RemoveExecutions(machine.Name);
        var running = engine.Of(machine.Name).ToList();
        if (running.Count > 0)
            database.Afterwards(() => _ = StopAsync(machine.Name, running));
        return Nothing.Value;
    }

    /// <summary>Stops the running executions, and removes once more what they stored in the meantime.</summary>
    async Task StopAsync(string machine, IReadOnlyList<RunningExecution> running)
    {
        await engine.ForgetAsync(running).ConfigureAwait(false);
        if (!store.Machines.Has(machine))
            await database.PersistAsync(() => store.RemoveExecutions(machine), clock).ConfigureAwait(false);
    }
}
