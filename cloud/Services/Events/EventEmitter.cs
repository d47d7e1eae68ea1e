using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Events.Delivery;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Events;

/// <summary>Puts the events of the cloud's own services on the default bus.</summary>
sealed class EventEmitter(RuleStore rules, EventRouter router, RequestIds ids, TimeProvider clock) : IEvents
{
    public void Emit(string source, string detailType, IReadOnlyList<string> resources, Func<JsonObject> detail)
    {
        // Usually no rule of the default bus has a pattern; then the event need not be built.
        if (!rules.RulesOf(EventBus.Default).Any(rule => rule is { EventPattern: not null, IsEnabled: true }))
            return;
        router.Route(EventBus.Default, router.Envelope(ids.Next(), source, detailType, detail(), resources, clock.GetUtcNow()));
    }
}
