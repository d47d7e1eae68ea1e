using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Events;

sealed class DescribeRule(RuleStore rules, CloudSettings settings) : IOperation<DescribeRule.Input, DescribeRule.Output>
{
    public sealed record Input(string Name, string? EventBusName = null);

    public sealed record Output(
        string Name,
        string Arn,
        string? EventPattern,
        string? ScheduleExpression,
        string State,
        string? Description,
        string? RoleArn,
        string EventBusName,
        string CreatedBy
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => rules.Needs(input.EventBusName, input.Name);

    public Output Run(Input input, Call call)
    {
        var rule = rules.Rule(input.EventBusName, input.Name);
        return new(
            rule.Name,
            rules.RuleArn(rule.Bus, rule.Name),
            rule.EventPattern,
            rule.ScheduleExpression,
            rule.State,
            rule.Description,
            rule.RoleArn,
            rule.Bus,
            settings.Account
        );
    }
}
