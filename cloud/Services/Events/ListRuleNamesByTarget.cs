using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class ListRuleNamesByTarget(RuleStore rules) : IOperation<ListRuleNamesByTarget.Input, ListRuleNamesByTarget.Output>
{
    public sealed record Input(string TargetArn, string? EventBusName = null, string? NextToken = null, int? Limit = null);

    public sealed record Output(IReadOnlyList<string> RuleNames, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var bus = rules.Bus(input.EventBusName).Name;
        var (page, next) = Paging.Cut(
            rules.RulesOf(bus).Where(rule => rule.Targets.Any(target => target.Arn == input.TargetArn)).Select(rule => rule.Name),
            input.NextToken,
            input.Limit,
            100
        );
        return new(page, next);
    }
}
