using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class CreateStateMachineAlias(MachineStore store) : IOperation<CreateStateMachineAlias.Input, CreateStateMachineAlias.Output>
{
    public sealed record Input(string Name, IReadOnlyList<Routing> RoutingConfiguration, string? Description = null);

    public sealed record Output(string StateMachineAliasArn, DateTimeOffset CreationDate);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            .. input
                .RoutingConfiguration.Take(1)
                .Select(routing =>
                    MachineStore.NeedOf($"{store.MachineArn(MachineView.NameOf(routing.StateMachineVersionArn))}:{input.Name}")
                ),
        ];

    public Output Run(Input input, Call call)
    {
        var machine = MachineView.OfRouting(input.RoutingConfiguration, store);
        MachineStore.CheckName(input.Name);
        var arn = $"{store.MachineArn(machine.Name)}:{input.Name}";
        if (machine.Aliases.Find(known => known.Name == input.Name) is { } known)
        {
            return known.Description == (input.Description ?? "") && known.Routing.SequenceEqual(input.RoutingConfiguration)
                ? new(arn, known.Created)
                : throw new AwsException(
                    "ConflictException",
                    $"Failed to create alias because an alias with the same name and a different routing configuration already exists."
                );
        }
        store.Machines.Put(
            machine.Name,
            machine with
            {
                Aliases = machine.Aliases.Add(
                    new(input.Name, input.Description ?? "", [.. input.RoutingConfiguration], call.Now, call.Now)
                ),
            }
        );
        return new(arn, call.Now);
    }
}
