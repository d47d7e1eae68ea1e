using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Events.Delivery;

/// <summary>An event that waits for its delivery to a target.</summary>
sealed record Pending(string Bus, string Rule, string TargetId, RawJson Event, DateTimeOffset Taken)
{
    public string? Trace { get; init; }

    /// <summary>Whether the event has come from another bus; then no rule sends it to a further bus.</summary>
    public bool HasHopped { get; init; }
}

/// <summary>
/// Delivers events to the targets of matching rules. A delivery is stored until it succeeds, and retried with growing pauses. If retries
/// are used up, the event goes to the target's dead-letter queue.
/// </summary>
sealed partial class EventRouter : IStore, IBackgroundWork
{
    const int MostAttempts = 185;
    const int LongestAge = 86_400;

    readonly RuleStore rules;
    readonly Lazy<TargetCalls> targets;
    readonly IMetrics metrics;
    readonly CloudSettings settings;
    readonly TimeProvider clock;
    readonly ILogger<EventRouter> logger;
    readonly Outbox<Pending> pending;

    public EventRouter(
        Database database,
        RuleStore rules,
        Lazy<TargetCalls> targets,
        IMetrics metrics,
        CloudSettings settings,
        RequestIds ids,
        TimeProvider clock,
        Freezes freezes,
        ILogger<EventRouter> logger
    )
    {
        (this.rules, this.targets, this.metrics, this.settings, this.clock, this.logger) = (
            rules,
            targets,
            metrics,
            settings,
            clock,
            logger
        );
        pending = new(
            database,
            "events.pending",
            ids,
            clock,
            freezes,
            item => Owner.Of(item.Rule),
            TryAsync,
            (item, exception) => Broken(item.Rule, exception)
        );
    }

    /// <summary>The event as rules and targets see it.</summary>
    public JsonObject Envelope(
        string id,
        string source,
        string detailType,
        JsonNode? detail,
        IEnumerable<string> resources,
        DateTimeOffset time
    ) =>
        new()
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = detailType,
            ["source"] = source,
            ["account"] = settings.Account,
            ["time"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["region"] = settings.Region,
            ["resources"] = new JsonArray([.. resources.Select(resource => JsonValue.Create(resource))]),
            ["detail"] = detail,
        };

    /// <summary>Sends an event of a bus to all matching rules.</summary>
    public void Route(string bus, JsonObject @event, string? trace = null)
    {
        var (hasHopped, own) = BusHop.Read(trace);
        foreach (var rule in rules.Matching(bus, @event).ToList())
        {
            metrics.Count("AWS/Events", "MatchedEvents", 1, ("RuleName", rule.Name));
            Send(rule, @event, own, hasHopped);
        }
    }

    /// <summary>Sends an event to all targets of a rule.</summary>
    public void Send(Rule rule, JsonObject @event, string? trace = null, bool hasHopped = false)
    {
        metrics.Count("AWS/Events", "TriggeredRules", 1, ("RuleName", rule.Name));
        foreach (var target in rule.Targets)
            pending.Add(
                new(rule.Bus, rule.Name, target.Id, new(@event.ToJsonString()), clock.GetUtcNow()) { Trace = trace, HasHopped = hasHopped }
            );
    }

    public void Start() => pending.Start();

    public Task StopAsync()
    {
        pending.Stop();
        return Task.CompletedTask;
    }

    /// <summary>Makes one attempt.</summary>
    async Task<Attempt> TryAsync(Pending item, int attempts)
    {
        if (
            rules.Rules.Find(RuleStore.Key(item.Bus, item.Rule)) is not { } rule
            || rule.Targets.FirstOrDefault(target => target.Id == item.TargetId) is not { } target
        )
            return Attempt.Done;
        var @event = (JsonObject)BoundedJson.Parse(item.Event.Text, LanguageLimits.Payload)!;
        var ruleArn = rules.RuleArn(rule.Bus, rule.Name);
        if (InputShape.Of(target, @event, ruleArn, rule.Name) is not { } input)
        {
            metrics.Count("AWS/Events", "FailedInvocations", 1, ("RuleName", rule.Name));
            NotDelivered(rule.Name, target.Arn, "the input template and the event make no JSON");
            return Attempt.Done;
        }
        try
        {
            await targets.Value.CallAsync(target, ruleArn, input, @event, item).ConfigureAwait(false);
            metrics.Count("AWS/Events", "Invocations", 1, ("RuleName", rule.Name));
            return Attempt.Done;
        }
        catch (AwsException exception)
        {
            var retries = new RetryRule(
                target.RetryPolicy?.MaximumRetryAttempts ?? MostAttempts,
                TimeSpan.FromSeconds(target.RetryPolicy?.MaximumEventAgeInSeconds ?? LongestAge)
            );
            if (retries.Retries(exception, attempts, clock.GetUtcNow() - item.Taken))
                return Attempt.Failed;
            metrics.Count("AWS/Events", "FailedInvocations", 1, ("RuleName", rule.Name));
            NotDelivered(rule.Name, target.Arn, exception.Message);
            if (target.DeadLetterConfig?.Arn is { } queue)
                await targets.Value.SendToDeadLettersAsync(queue, ruleArn, target, @event, exception, attempts).ConfigureAwait(false);
            return Attempt.Done;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event of the rule {Rule} could not be delivered to {Target}: {Reason}")]
    partial void NotDelivered(string rule, string target, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "An event of the rule {Rule} could not be handled; this is a bug")]
    partial void Broken(string rule, Exception exception);
}
