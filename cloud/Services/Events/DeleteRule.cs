using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class DeleteRule(RuleStore rules) : IOperation<DeleteRule.Input, Nothing>
{
    public sealed record Input(string Name, string? EventBusName = null, bool Force = false);

    public IEnumerable<Permission> Needs(Input input, Call call) => rules.Needs(input.EventBusName, input.Name);

    public Nothing Run(Input input, Call call)
    {
        var bus = rules.Bus(input.EventBusName).Name;
        if (rules.Rules.Find(RuleStore.Key(bus, input.Name)) is not { } rule)
            return Nothing.Value;
        if (!rule.Targets.IsEmpty)
            throw RuleStore.Invalid("Rule can't be deleted since it has targets.");
        rules.Rules.Remove(RuleStore.Key(bus, input.Name));
        return Nothing.Value;
    }
}
