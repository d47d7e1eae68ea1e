using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class DeleteEventBus(RuleStore rules) : IOperation<DeleteEventBus.Input, Nothing>
{
    public sealed record Input(string Name);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(rules.BusArn(RuleStore.BusName(input.Name)))];

    public Nothing Run(Input input, Call call)
    {
        if (RuleStore.BusName(input.Name) == EventBus.Default)
            throw RuleStore.Invalid("Cannot delete event bus default.");
        // Deleting a bus that does not exist succeeds.
        if (rules.Find(input.Name) is not { } bus)
            return Nothing.Value;
        if (rules.RulesOf(bus.Name).Any())
            throw RuleStore.Invalid("Cannot delete event bus while rules still exist.");
        rules.Remove(bus);
        return Nothing.Value;
    }
}
