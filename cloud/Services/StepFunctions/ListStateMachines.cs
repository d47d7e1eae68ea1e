using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class ListStateMachines(MachineStore store) : IOperation<ListStateMachines.Input, ListStateMachines.Output>
{
    public sealed record Input(int? MaxResults = null, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Item> StateMachines, string? NextToken);

    public sealed record Item(string StateMachineArn, string Name, string Type, DateTimeOffset CreationDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Pages.Cut(store.Machines.All, input.NextToken, input.MaxResults);
        return new(
            [.. page.Select(machine => new Item(store.MachineArn(machine.Name), machine.Name, machine.Type, machine.Created))],
            next
        );
    }
}
