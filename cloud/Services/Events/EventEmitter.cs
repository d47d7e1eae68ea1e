using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Events.Delivery;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Events;

/// <summary>What services of the cloud tell the default bus of themselves.</summary>
sealed class EventEmitter(RuleStore rules, EventRouter router, RequestIds ids, TimeProvider clock) : IEvents
{
    public void Emit(string source, string detailType, IReadOnlyList<string> resources, Func<JsonObject> detail)
    {
        // Mostly nobody listens.
        if (!rules.RulesOf(EventBus.Default).Any(rule => rule is { EventPattern: not null, IsEnabled: true }))
            return;
        router.Route(EventBus.Default, router.Envelope(ids.Next(), source, detailType, detail(), resources, clock.GetUtcNow()));
    }
}
