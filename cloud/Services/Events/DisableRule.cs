using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class DisableRule(RuleStore rules) : IOperation<DisableRule.Input, Nothing>
{
    public sealed record Input(string Name, string? EventBusName = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => rules.Needs(input.EventBusName, input.Name);

    public Nothing Run(Input input, Call call)
    {
        rules.Put(rules.Rule(input.EventBusName, input.Name) with { State = "DISABLED" });
        return Nothing.Value;
    }
}
