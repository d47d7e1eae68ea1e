using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Classroom.Cloud.Events.Delivery;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Events;

/// <summary>Triggers the rules with a schedule at their due time.</summary>
sealed class Schedules(RuleStore rules, EventRouter router, Freezes freezes, RequestIds ids, BackgroundTasks background, TimeProvider clock)
    : IBackgroundWork
{
    readonly ConcurrentDictionary<string, (string Expression, DateTimeOffset? Due)> due = new(StringComparer.Ordinal);
    ITimer? timer;

    public void Start() => timer = background.Every(TimeSpan.FromSeconds(1), "schedules of rules", Tick);

    public Task StopAsync()
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    void Tick()
    {
        var now = clock.GetUtcNow();
        BackgroundTasks.ForEach(rules.Rules.Rows, row => Look(row.Key, row.Value, now));
    }

    void Look(string key, Rule rule, DateTimeOffset now)
    {
        if (rule is not { ScheduleExpression: { } expression, IsEnabled: true })
        {
            due.TryRemove(key, out _);
            return;
        }
        // The first due time of a new or changed schedule, or after a restart, is counted from now.
        if (!due.TryGetValue(key, out var known) || known.Expression != expression)
        {
            due[key] = (expression, RuleLanguages.Schedule(expression).Next(now));
            return;
        }
        if (known.Due is not { } time || time > now)
            return;
        due[key] = (expression, RuleLanguages.Schedule(expression).Next(now));
        // As a disabled rule, the rule of a frozen student misses its times, and does not make up for them.
        if (freezes.IsFrozen(Owner.Of(rule.Name)))
            return;
        router.Send(
            rule,
            router.Envelope(ids.Next(), "aws.events", "Scheduled Event", new JsonObject(), [rules.RuleArn(rule.Bus, rule.Name)], time)
        );
    }
}
