using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The iterations of an inline Map.</summary>
sealed class MapIterations(Fiber owner, MapState state, MapItems items, int maxConcurrency) : Branches(owner, items.Count)
{
    int next;

    /// <summary>The iterations as they were saved; none where the Map has not begun, or waits for another attempt.</summary>
    public static MapIterations? Restore(Fiber owner, MapState state, SavedTree tree)
    {
        if (tree.Find(PartPath.Items(owner.Path)) is not { } part)
            return null;
        var items = MapItems.Of((JsonArray)Saved.Value(part, "items"));
        var started = tree.Below(owner.Path);
        var iterations = new MapIterations(owner, state, items, (int)Saved.Count(part, "maxConcurrency"))
        {
            // Iterations are started in order, and each that has been started has a part.
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
        // There is room where the Map failed because an iteration could not be started.
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

    protected override Fiber NewStrand(int index, Json input, long previous) => NewStrand(index, input, previous, items.Describe(index));

    protected override void OnSucceeded(Fiber fiber, bool isLast)
    {
        var ended = fiber.Previous;
        fiber.Record("MapIterationSucceeded", new MapIterationDetails("mapIterationSucceededEventDetails", state.Name, fiber.Index));
        // Only the last iteration's end is a predecessor; before it, whatever the iteration did last.
        Owner.Previous = isLast ? fiber.Previous : ended;
        if (next < Count)
            StartNext(ended);
    }

    protected override void OnFailed(Fiber fiber)
    {
        var ended = fiber.Previous;
        fiber.Record("MapIterationFailed", new MapIterationDetails("mapIterationFailedEventDetails", state.Name, fiber.Index));
        fiber.Previous = ended;
    }

    protected override void OnAborted(Fiber fiber)
    {
        fiber.Previous = Owner.Previous;
        fiber.Record("MapIterationAborted", new MapIterationDetails("mapIterationAbortedEventDetails", state.Name, fiber.Index));
    }

    void StartNext(long previous)
    {
        var index = next++;
        var mapItem = items.Describe(index);
        var fiber = NewStrand(index, state.ItemInput(Owner, mapItem, items.Items[index]), previous, mapItem);
        fiber.Record("MapIterationStarted", new MapIterationDetails("mapIterationStartedEventDetails", state.Name, index));
        Run(fiber);
    }

    Fiber NewStrand(int index, Json input, long previous, JsonObject mapItem) =>
        new(Owner.Run, Owner, index, state.Flow!, input, Owner.Variables.Inner(), previous, mapItem);

    /// <summary>Once: the items of an inline Map do not change.</summary>
    void SaveItems()
    {
        if (!Owner.Run.Unsaved.HasState)
            return;
        var part = JsonObject.Of(("items", items.Items));
        Saved.SetCount(part, "maxConcurrency", maxConcurrency);
        Owner.Run.Unsaved.Put(PartPath.Items(Owner.Path), part);
    }
}
