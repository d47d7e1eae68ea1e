using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class ListStateMachineAliases(MachineStore store) : IOperation<ListStateMachineAliases.Input, ListStateMachineAliases.Output>
{
    public sealed record Input(string StateMachineArn, int? MaxResults = null, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Item> StateMachineAliases, string? NextToken);

    public sealed record Item(string StateMachineAliasArn, DateTimeOffset CreationDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineArn)];

    public Output Run(Input input, Call call)
    {
        var (machine, qualifier) = store.Find(input.StateMachineArn);
        var arn = store.MachineArn(machine.Name);
        var all = machine.Aliases.Where(alias =>
            qualifier is null || alias.Routing.Exists(routing => routing.StateMachineVersionArn == input.StateMachineArn)
        );
        var (page, next) = Pages.Cut(all, input.NextToken, input.MaxResults);
        return new([.. page.Select(alias => new Item($"{arn}:{alias.Name}", alias.Created))], next);
    }
}
