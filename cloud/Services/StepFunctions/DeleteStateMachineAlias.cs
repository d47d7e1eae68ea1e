using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DeleteStateMachineAlias(MachineStore store) : IOperation<DeleteStateMachineAlias.Input, Nothing>
{
    public sealed record Input(string StateMachineAliasArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineAliasArn)];

    public Nothing Run(Input input, Call call)
    {
        // Deleting an alias that does not exist succeeds, so that a deletion can be repeated.
        if (MachineView.AliasOf(input.StateMachineAliasArn, store) is var (machine, alias))
            store.Machines.Put(machine.Name, machine with { Aliases = machine.Aliases.Remove(alias) });
        return Nothing.Value;
    }
}
