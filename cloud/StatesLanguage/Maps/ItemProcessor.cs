using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The flow that a Map state runs for each item, and the input of that flow.</summary>
/// <param name="itemSelector">Makes the input out of the item; null where the item is the input.</param>
sealed class ItemProcessor(Flow flow, Template? itemSelector, DistributedMap? distributed)
{
    public Flow Flow => flow;

    public bool HasItemSelector => itemSelector is not null;

    /// <summary>The settings of a distributed Map; null where the Map is inline.</summary>
    public DistributedMap? Distributed => distributed;

    /// <summary>The input of an iteration or a child execution.</summary>
    /// <param name="fiber">The fiber of the Map state.</param>
    /// <param name="mapItem">Map.Item of the context object.</param>
    public Json InputOf(Fiber fiber, JsonObject mapItem, Json item)
    {
        var effective = fiber.State.Effective(fiber);
        var scope = new EvaluationScope(fiber) { Data = effective, MapItem = mapItem };
        return itemSelector?.Evaluate(scope) ?? item;
    }
}
