using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DeleteStateMachineAlias(MachineStore store) : IOperation<DeleteStateMachineAlias.Input, Nothing>
{
    public sealed record Input(string StateMachineAliasArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineAliasArn)];

    public Nothing Run(Input input, Call call)
    {
        var (machine, alias) = MachineView.FindAlias(input.StateMachineAliasArn, store);
        store.Machines.Put(machine.Name, machine with { Aliases = machine.Aliases.Remove(alias) });
        return Nothing.Value;
    }
}
