using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Runtime;
using Classroom.Languages.EventPatterns;
using Classroom.Storage;

namespace Classroom.Cloud.Events;

/// <summary>Stores event buses and their rules. The default bus always exists.</summary>
sealed class RuleStore(Database database, CloudSettings settings) : IStore, ITagSource
{
    readonly Table<EventBus> buses = new(database, "events.buses");
    readonly ConcurrentDictionary<string, EventPattern> patterns = new(StringComparer.Ordinal);

    public Table<Rule> Rules { get; } = new(database, "events.rules");

    public IEnumerable<EventBus> Buses =>
        buses.Has(EventBus.Default) ? buses.All : buses.All.Prepend(DefaultBus).OrderBy(bus => bus.Name, StringComparer.Ordinal);

    static EventBus DefaultBus { get; } = new(EventBus.Default, DateTimeOffset.UnixEpoch);

    /// <summary>The name of a bus that is given by name or by ARN.</summary>
    public static string BusName(string? nameOrArn) =>
        string.IsNullOrEmpty(nameOrArn) ? EventBus.Default
        : nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn[(nameOrArn.LastIndexOf('/') + 1)..]
        : nameOrArn;

    public string BusArn(string name) => settings.Arn("events", $"event-bus/{name}");

    public string RuleArn(string bus, string name) =>
        settings.Arn("events", bus == EventBus.Default ? $"rule/{name}" : $"rule/{bus}/{name}");

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Rules
            .All.Select(rule => (RuleArn(rule.Bus, rule.Name), (IEnumerable<KeyValuePair<string, string>>)rule.Tags))
            .Concat(buses.All.Select(bus => (BusArn(bus.Name), (IEnumerable<KeyValuePair<string, string>>)bus.Tags)));

    public static string Key(string bus, string rule) => $"{bus}\n{rule}";

    public EventBus? Find(string name) => buses.Find(name) ?? (name == EventBus.Default ? DefaultBus : null);

    public EventBus Bus(string? nameOrArn) => Find(BusName(nameOrArn)) ?? throw NotFound($"Event bus {BusName(nameOrArn)} does not exist.");

    public void Put(EventBus bus) => buses.Put(bus.Name, bus);

    public void Remove(EventBus bus) => buses.Remove(bus.Name);

    public Rule Rule(string? bus, string name) =>
        Rules.Find(Key(Bus(bus).Name, name)) ?? throw NotFound($"Rule {name} does not exist on EventBus {BusName(bus)}.");

    public void Put(Rule rule) => Rules.Put(Key(rule.Bus, rule.Name), rule);

    public IEnumerable<Rule> RulesOf(string bus) => Rules.Below(Key(bus, ""));

    public IEnumerable<Permission> Needs(string? bus, string name)
    {
        var (found, arn) = (Rules.Has(Key(BusName(bus), name)), RuleArn(BusName(bus), name));
        return [new Permission(arn).With("events:creatorAccount", found ? settings.Account : null)];
    }

    /// <summary>The permission for an operation on the tags of a bus or a rule.</summary>
    public Permission NeedOfTagged(string arn) =>
        new Permission(arn).With(
            "events:creatorAccount",
            Rules.All.Any(rule => RuleArn(rule.Bus, rule.Name) == arn) ? settings.Account : null
        );

    public static IEnumerable<Permission> PassRole(string? arn) =>
        arn is null ? [] : [new Permission(arn, "iam:PassRole").With("iam:PassedToService", "events.amazonaws.com")];

    /// <summary>The permission to put events on a bus; the resource policy of the bus may grant it too.</summary>
    public Permission NeedOf(string? bus, string source, string detailType) =>
        new Permission(BusArn(BusName(bus))) { ResourcePolicy = Policies.ParseOptional(Find(BusName(bus))?.Policy) }
            .With("events:source", source)
            .With("events:detail-type", detailType);

    public EventPattern PatternOf(string text) => patterns.GetOrAdd(text, RuleLanguages.Pattern);

    /// <summary>The rules of a bus whose pattern matches the event.</summary>
    public IEnumerable<Rule> Matching(string bus, JsonObject @event) =>
        RulesOf(bus).Where(rule => rule is { EventPattern: { } pattern, IsEnabled: true } && PatternOf(pattern).Matches(@event));

    public static AwsException NotFound(string message) => new("ResourceNotFoundException", message);

    public static AwsException Invalid(string message) => new("ValidationException", message);
}
