using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class ListEventBuses(RuleStore rules) : IOperation<ListEventBuses.Input, ListEventBuses.Output>
{
    public sealed record Input(string? NamePrefix = null, string? NextToken = null, int? Limit = null);

    public sealed record Output(IReadOnlyList<Bus> EventBuses, string? NextToken);

    public sealed record Bus(
        string Name,
        string Arn,
        string? Description,
        string? Policy,
        DateTimeOffset CreationTime,
        DateTimeOffset LastModifiedTime
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(
            rules.Buses.Where(bus => bus.Name.StartsWith(input.NamePrefix ?? "", StringComparison.Ordinal)),
            input.NextToken,
            input.Limit,
            100
        );
        return new(
            [.. page.Select(bus => new Bus(bus.Name, rules.BusArn(bus.Name), bus.Description, bus.Policy, bus.Created, bus.Modified))],
            next
        );
    }
}
