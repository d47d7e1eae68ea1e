using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DescribeStateMachineAlias(MachineStore store) : IOperation<DescribeStateMachineAlias.Input, DescribeStateMachineAlias.Output>
{
    public sealed record Input(string StateMachineAliasArn);

    public sealed record Output(
        string StateMachineAliasArn,
        string Name,
        string Description,
        IReadOnlyList<Routing> RoutingConfiguration,
        DateTimeOffset CreationDate,
        DateTimeOffset UpdateDate
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineAliasArn)];

    public Output Run(Input input, Call call)
    {
        var (_, alias) = MachineView.FindAlias(input.StateMachineAliasArn, store);
        return new(input.StateMachineAliasArn, alias.Name, alias.Description, alias.Routing, alias.Created, alias.Updated);
    }
}
