using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class ListStateMachineVersions(MachineStore store) : IOperation<ListStateMachineVersions.Input, ListStateMachineVersions.Output>
{
    public sealed record Input(string StateMachineArn, int? MaxResults = null, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Item> StateMachineVersions, string? NextToken);

    public sealed record Item(string StateMachineVersionArn, DateTimeOffset CreationDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.StateMachineArn))];

    public Output Run(Input input, Call call)
    {
        var (machine, _) = store.Find(input.StateMachineArn);
        var (page, next) = Pages.Cut(machine.Versions.Reverse(), input.NextToken, input.MaxResults);
        return new([.. page.Select(version => new Item($"{store.MachineArn(machine.Name)}:{version.Number}", version.Created))], next);
    }
}
