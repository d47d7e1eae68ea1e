using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class UpdateStateMachineAlias(MachineStore store) : IOperation<UpdateStateMachineAlias.Input, UpdateStateMachineAlias.Output>
{
    public sealed record Input(
        string StateMachineAliasArn,
        string? Description = null,
        IReadOnlyList<Routing>? RoutingConfiguration = null
    );

    public sealed record Output(DateTimeOffset UpdateDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineAliasArn)];

    public Output Run(Input input, Call call)
    {
        var (machine, alias) = MachineView.FindAlias(input.StateMachineAliasArn, store);
        if (input.RoutingConfiguration is { } routing)
            MachineView.OfRouting(routing, store);
        var changed = alias with
        {
            Description = input.Description ?? alias.Description,
            Routing = input.RoutingConfiguration is { } given ? [.. given] : alias.Routing,
            Updated = call.Now,
        };
        store.Machines.Put(machine.Name, machine with { Aliases = machine.Aliases.Replace(alias, changed) });
        return new(call.Now);
    }
}
