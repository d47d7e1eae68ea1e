using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The branches of a Parallel state.</summary>
sealed class ParallelBranches(Fiber owner, IReadOnlyList<Flow> flows, Json input) : Branches(owner, flows.Count)
{
    /// <summary>The branches as they were saved; none where the state has not begun, or waits for another attempt.</summary>
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
            Run(NewStrand(i, input, Owner.Previous));
    }

    protected override Fiber NewStrand(int index, Json input, long previous) =>
        new(Owner.Run, Owner, index, flows[index], input, Owner.Variables.Inner(), previous, Owner.MapItem);
}
