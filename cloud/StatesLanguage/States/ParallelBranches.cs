using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.States;

/// <summary>The branches of a Parallel state.</summary>
sealed class ParallelBranches(Fiber owner, IReadOnlyList<Flow> flows, Json input) : Branches(owner, flows.Count)
{
    /// <summary>Restores the branches; null where the state has not started, or waits for a retry.</summary>
    public static ParallelBranches? Restore(Fiber owner, IReadOnlyList<Flow> flows, SavedTree tree)
    {
        if (tree.Below(owner.Path).Count == 0)
            return null;
        var branches = new ParallelBranches(owner, flows, Json.Null);
        branches.Restore(tree);
        return branches;
    }

    public override void Start()
    {
        if (Count == 0)
        {
            Complete(JsonArray.Empty);
            return;
        }
        for (var i = 0; i < Count; i++)
            Run(NewFiber(i, input, Owner.Previous));
    }

    protected override Fiber NewFiber(int index, Json input, long previous) =>
        new(Owner.Run, Owner, index, flows[index], input, Owner.Variables.Inner(), previous, Owner.MapItem);
}
