using Classroom.Cloud.Api;
using Classroom.Cloud.Events.Delivery;

namespace Classroom.Cloud.Events;

sealed class PutTargets(RuleStore rules) : IOperation<PutTargets.Input, PutTargets.Output>
{
    public sealed record Input(string Rule, IReadOnlyList<Target> Targets, string? EventBusName = null);

    public sealed record Output(int FailedEntryCount, IReadOnlyList<Failure> FailedEntries);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            .. rules
                .Needs(input.EventBusName, input.Rule)
                .Select(need => input.Targets.Aggregate(need, (known, target) => known.With("events:TargetArn", target.Arn))),
            .. input.Targets.SelectMany(target => RuleStore.PassRole(target.RoleArn)),
        ];

    public Output Run(Input input, Call call)
    {
        var rule = rules.Rule(input.EventBusName, input.Rule);
        if (input.Targets.Count is 0 or > 100)
            throw RuleStore.Invalid(
                "1 validation error detected: Value at 'targets' failed to satisfy constraint: Member must have length between 1 and 100"
            );
        foreach (var target in input.Targets)
        {
            TargetCalls.Check(target);
            InputShape.Check(target);
        }
        var targets = rule.Targets.Where(known => !input.Targets.Any(target => target.Id == known.Id)).Concat(input.Targets).ToList();
        if (targets.Count > 5)
            throw new AwsException("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        rules.Put(rule with { Targets = [.. targets] });
        return new(0, []);
    }
}
