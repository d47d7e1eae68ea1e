using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class ListTargetsByRule(RuleStore rules) : IOperation<ListTargetsByRule.Input, ListTargetsByRule.Output>
{
    public sealed record Input(string Rule, string? EventBusName = null, string? NextToken = null, int? Limit = null);

    public sealed record Output(IReadOnlyList<Target> Targets, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => rules.Needs(input.EventBusName, input.Rule);

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(rules.Rule(input.EventBusName, input.Rule).Targets, input.NextToken, input.Limit, 100);
        return new(page, next);
    }
}
