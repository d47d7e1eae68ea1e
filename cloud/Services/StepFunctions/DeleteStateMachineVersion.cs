using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DeleteStateMachineVersion(MachineStore store) : IOperation<DeleteStateMachineVersion.Input, Nothing>
{
    public sealed record Input(string StateMachineVersionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineVersionArn)];

    public Nothing Run(Input input, Call call)
    {
        if (store.Machines.Find(MachineView.NameOf(input.StateMachineVersionArn)) is not { } machine)
            return Nothing.Value;
        if (
            machine.Aliases.Exists(alias => alias.Routing.Exists(routing => routing.StateMachineVersionArn == input.StateMachineVersionArn))
        )
            throw new AwsException(
                "ConflictException",
                $"Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: "
                    + "["
                    + string.Join(
                        ", ",
                        machine
                            .Aliases.Where(alias =>
                                alias.Routing.Exists(routing => routing.StateMachineVersionArn == input.StateMachineVersionArn)
                            )
                            .Select(alias => alias.Name)
                    )
                    + "]"
            );
        store.Machines.Put(
            machine.Name,
            machine with
            {
                Versions = machine.Versions.RemoveAll(version =>
                    $"{store.MachineArn(machine.Name)}:{version.Number}" == input.StateMachineVersionArn
                ),
            }
        );
        return Nothing.Value;
    }
}
