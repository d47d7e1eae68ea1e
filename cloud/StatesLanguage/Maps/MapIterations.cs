using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The iterations of an inline Map.</summary>
sealed class MapIterations(Fiber owner, ItemProcessor processor, MapItems items, int maxConcurrency) : Branches(owner, items.Count)
{
    int next;

    /// <summary>Restores the iterations; null where the Map has not started, or waits for a retry.</summary>
    public static MapIterations? Restore(Fiber owner, ItemProcessor processor, SavedTree tree)
    {
        if (tree.Find(PartPath.Items(owner.Path)) is not { } part)
            return null;
        var items = MapItems.Of((JsonArray)Saved.Value(part, "items"));
        var started = tree.Below(owner.Path);
        var iterations = new MapIterations(owner, processor, items, (int)Saved.Count(part, "maxConcurrency"))
        {
            // Iterations start in order, and each started iteration has a part.
            next = started.Count == 0 ? 0 : started[^1].Index + 1,
        };
        iterations.Restore(tree);
        return iterations;
    }

    public override void Start()
    {
        if (Count == 0)
        {
            Complete(JsonArray.Empty);
            return;
        }
        SaveItems();
        var first = maxConcurrency == 0 ? Count : Math.Min(maxConcurrency, Count);
        while (next < first)
            StartNext(Owner.Previous);
    }

    public override void Redrive()
    {
        base.Redrive();
        // The Map may have failed because the input of the next iteration could not be evaluated.
        var running = Running;
        try
        {
            for (; next < Count && (maxConcurrency == 0 || running < maxConcurrency); running++)
                StartNext(Owner.Previous);
        }
        catch (StatesException exception)
        {
            Owner.Fail(exception.Error);
        }
    }

    public override void Forget()
    {
        Owner.Run.Unsaved.Remove(PartPath.Items(Owner.Path));
        base.Forget();
    }

    protected override Fiber NewFiber(int index, Json input, long previous) => NewFiber(index, input, previous, items.Describe(index));

    protected override void OnSucceeded(Fiber fiber, bool isLast)
    {
        var ended = fiber.Previous;
        fiber.Record("MapIterationSucceeded", new MapIterationDetails("mapIterationSucceededEventDetails", Owner.State.Name, fiber.Index));
        // MapIterationSucceeded is a predecessor only for the last iteration. For the others it is the last event before.
        Owner.Previous = isLast ? fiber.Previous : ended;
        if (next < Count)
            StartNext(ended);
    }

    protected override void OnFailed(Fiber fiber)
    {
        var ended = fiber.Previous;
        fiber.Record("MapIterationFailed", new MapIterationDetails("mapIterationFailedEventDetails", Owner.State.Name, fiber.Index));
        fiber.Previous = ended;
    }

    protected override void OnAborted(Fiber fiber)
    {
        fiber.Previous = Owner.Previous;
        fiber.Record("MapIterationAborted", new MapIterationDetails("mapIterationAbortedEventDetails", Owner.State.Name, fiber.Index));
    }

    void StartNext(long previous)
    {
        var index = next++;
        var mapItem = items.Describe(index);
        var fiber = NewFiber(index, processor.InputOf(Owner, mapItem, items.Items[index]), previous, mapItem);
        fiber.Record("MapIterationStarted", new MapIterationDetails("mapIterationStartedEventDetails", Owner.State.Name, index));
        Run(fiber);
    }

    Fiber NewFiber(int index, Json input, long previous, JsonObject mapItem) =>
        new(Owner.Run, Owner, index, processor.Flow, input, Owner.Variables.Inner(), previous, mapItem);

    /// <summary>Saves the items once, because the items of an inline Map do not change.</summary>
    void SaveItems()
    {
        if (!Owner.Run.Unsaved.HasState)
            return;
        var part = JsonObject.Of(("items", items.Items));
        Saved.SetCount(part, "maxConcurrency", maxConcurrency);
        Owner.Run.Unsaved.Put(PartPath.Items(Owner.Path), part);
    }
}
