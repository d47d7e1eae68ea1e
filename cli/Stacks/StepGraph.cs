using Classroom.Cli.Planning;

namespace Classroom.Cli.Stacks;

/// <summary>One action on one resource; a replacement is a removal and a creation.</summary>
sealed class Step(Change change, bool isRemoval)
{
    readonly List<Step> waitsFor = [];
    readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Change Change => change;

    public bool IsRemoval => isRemoval;

    /// <summary>Whether this is the last step for the resource.</summary>
    public bool IsLast => !isRemoval || change.Kind == ChangeKind.Delete;

    public void WaitFor(Step other) => waitsFor.Add(other);

    /// <summary>Waits for the steps that this step needs; false if one of them failed.</summary>
    public async Task<bool> MayStartAsync()
    {
        foreach (var step in waitsFor)
        {
            if (!await step.ended.Task.ConfigureAwait(false))
                return false;
        }
        return true;
    }

    public async Task RunAsync(Func<Step, Task<bool>> take)
    {
        var isDone = false;
        try
        {
            isDone = await take(this).ConfigureAwait(false);
        }
        finally
        {
            ended.TrySetResult(isDone);
        }
    }
}

/// <summary>
/// The steps of a change set and their order. A creation waits for the resources that it needs and for the removal of a resource with the
/// same name; a removal waits for the removal of the resources that need it.
/// </summary>
sealed class StepGraph
{
    readonly Dictionary<ResourceKey, Step> making = [];
    readonly Dictionary<ResourceKey, Step> removing = [];

    public StepGraph(ChangeSet changes)
    {
        foreach (var change in changes.Real)
        {
            if (change.Deletes)
                removing.Add(change.Key, new(change, isRemoval: true));
            if (change.Makes)
                making.Add(change.Key, new(change, isRemoval: false));
        }
        foreach (var step in making.Values)
            OrderMaking(step);
        foreach (var change in changes.All.Where(change => change.Before is not null))
            OrderRemoving(change);
        OrderNames();
    }

    public IEnumerable<Task> Start(Func<Step, Task<bool>> take) =>
        [.. removing.Values.Concat(making.Values).Select(step => Task.Run(() => step.RunAsync(take)))];

    void OrderMaking(Step step)
    {
        foreach (var needed in step.Change.Planned!.DependsOn)
        {
            if (making.TryGetValue(needed, out var first))
                step.WaitFor(first);
        }
        if (removing.TryGetValue(step.Change.Key, out var removal))
            step.WaitFor(removal);
    }

    /// <summary>Removes a resource after those that needed it: after their removal, or after their change if they stay.</summary>
    void OrderRemoving(Change change)
    {
        foreach (var text in change.Before!.DependsOn)
        {
            if (!removing.TryGetValue(ResourceKey.Parse(text), out var removal))
                continue;
            if (removing.TryGetValue(change.Key, out var own))
                removal.WaitFor(own);
            else if (removal.IsLast && making.TryGetValue(change.Key, out var update))
                removal.WaitFor(update);
        }
    }

    void OrderNames()
    {
        var leaving = removing
            .Values.Where(step => step.IsLast)
            .ToLookup(step => (step.Change.Key.Type, Name: step.Change.Before!.Text("name")));
        foreach (var step in making.Values.Where(step => step.Change.Kind == ChangeKind.Create))
        {
            var name = step.Change.Planned!.Inputs["name"]?.ToString();
            if (name is null)
                continue;
            foreach (var before in leaving[(step.Change.Key.Type, name)])
                step.WaitFor(before);
        }
    }
}
