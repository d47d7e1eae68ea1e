using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class RemoveTargets(RuleStore rules) : IOperation<RemoveTargets.Input, RemoveTargets.Output>
{
    public sealed record Input(string Rule, IReadOnlyList<string> Ids, string? EventBusName = null, bool Force = false);

    public sealed record Output(int FailedEntryCount, IReadOnlyList<Failure> FailedEntries);

    public IEnumerable<Permission> Needs(Input input, Call call) => rules.Needs(input.EventBusName, input.Rule);

    public Output Run(Input input, Call call)
    {
        var rule = rules.Rule(input.EventBusName, input.Rule);
        rules.Put(rule with { Targets = [.. rule.Targets.Where(target => !input.Ids.Contains(target.Id))] });
        var failed = input
            .Ids.Where(id => !rule.Targets.Any(target => target.Id == id))
            .Select(id => new Failure(id, "ResourceNotFoundException", $"Rule {rule.Name} does not have a target with the Id {id}."))
            .ToList();
        return new(failed.Count, failed);
    }
}
