using System.Collections.Immutable;

namespace Classroom.Cloud.Events;

/// <summary>The taggable resources of EventBridge: buses and rules.</summary>
sealed class TaggedResources(RuleStore rules)
{
    public ImmutableSortedDictionary<string, string> Find(string arn) => Rule(arn)?.Tags ?? Bus(arn)?.Tags ?? throw NotThere(arn);

    public void Change(string arn, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        if (Rule(arn) is { } rule)
            rules.Put(rule with { Tags = change(rule.Tags) });
        else if (Bus(arn) is { } bus)
            rules.Put(bus with { Tags = change(bus.Tags) });
        else
            throw NotThere(arn);
    }

    // IAM has allowed this ARN to the caller: no other text before a name may lead to the resource of that name.
    Rule? Rule(string arn) =>
        Resource(arn) switch
        {
            ["rule", var name] => rules.Rules.Find(RuleStore.Key(EventBus.Default, name)),
            ["rule", var bus, var name] => rules.Rules.Find(RuleStore.Key(bus, name)),
            _ => null,
        }
            is { } rule
        && rules.RuleArn(rule.Bus, rule.Name) == arn
            ? rule
            : null;

    EventBus? Bus(string arn) =>
        Resource(arn) is ["event-bus", var name] && rules.Find(name) is { } bus && rules.BusArn(bus.Name) == arn ? bus : null;

    static string[] Resource(string arn) => arn.Split(':') is [.., var resource] ? resource.Split('/') : [];

    static Api.AwsException NotThere(string arn) =>
        RuleStore.NotFound(
            Resource(arn) switch
            {
                ["rule", var bus, var rule] => $"Rule {rule} does not exist on EventBus {bus}.",
                ["rule", var rule] => $"Rule {rule} does not exist on EventBus {EventBus.Default}.",
                ["event-bus", var bus] => $"Event bus {bus} does not exist.",
                _ => $"The resource {arn} does not exist.",
            }
        );
}
