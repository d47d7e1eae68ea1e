using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class ListRules(RuleStore rules) : IOperation<ListRules.Input, ListRules.Output>
{
    public sealed record Input(string? NamePrefix = null, string? EventBusName = null, string? NextToken = null, int? Limit = null);

    public sealed record Output(IReadOnlyList<Summary> Rules, string? NextToken);

    public sealed record Summary(
        string Name,
        string Arn,
        string? EventPattern,
        string State,
        string? Description,
        string? ScheduleExpression,
        string? RoleArn,
        string EventBusName
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var bus = rules.Bus(input.EventBusName).Name;
        var (page, next) = Paging.Cut(
            rules.RulesOf(bus).Where(rule => rule.Name.StartsWith(input.NamePrefix ?? "", StringComparison.Ordinal)),
            input.NextToken,
            input.Limit,
            100
        );
        return new(
            [
                .. page.Select(rule => new Summary(
                    rule.Name,
                    rules.RuleArn(rule.Bus, rule.Name),
                    rule.EventPattern,
                    rule.State,
                    rule.Description,
                    rule.ScheduleExpression,
                    rule.RoleArn,
                    rule.Bus
                )),
            ],
            next
        );
    }
}
