using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>Executions that go on from a saved state.</summary>
public sealed partial class Execution
{
    /// <summary>
    /// Resumes an execution from its saved state. Tasks that were under way are started again; <see cref="TaskCall.IsResumed"/> marks
    /// them.
    /// </summary>
    public static Execution Resume(
        Workflow workflow,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type,
        SavedExecution saved
    ) => Resume(workflow, input, identity, host, type, saved, membership: null);

    internal static Execution Resume(
        Workflow workflow,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        ExecutionType type,
        SavedExecution saved,
        MapMembership? membership
    )
    {
        var execution = new Execution(workflow, input, identity, host, type) { Membership = membership, EventCount = saved.Events };
        execution.Unsaved.StartFrom(saved);
        execution.Post(() =>
        {
            var tree = new SavedTree(saved.Parts);
            FiberPart.ReadExecution(execution, tree.Root);
            execution.WatchTime();
            FiberPart.Read(execution.root, tree.Root, tree);
            execution.root.Resume();
        });
        return execution;
    }

    /// <summary>
    /// Redrives a Standard execution that has failed, timed out or been aborted: it goes on from its unsuccessful states, and so does its
    /// history. <see cref="Redrivability"/> says which executions AWS redrives.
    /// </summary>
    public static Execution Redrive(Workflow workflow, Json input, ExecutionIdentity identity, IStatesHost host, SavedExecution saved) =>
        Redrive(workflow, input, identity, host, saved, membership: null);

    internal static Execution Redrive(
        Workflow workflow,
        Json input,
        ExecutionIdentity identity,
        IStatesHost host,
        SavedExecution saved,
        MapMembership? membership
    )
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (saved.Events > Redrivability.MostEvents)
            throw new InvalidOperationException($"a history of {saved.Events} events has no room for a redrive");
        var execution = new Execution(workflow, input, identity, host) { Membership = membership, EventCount = saved.Events };
        execution.Unsaved.StartFrom(saved);
        execution.Post(() =>
        {
            var tree = new SavedTree(saved.Parts);
            FiberPart.ReadExecution(execution, tree.Root);
            execution.RedriveCount++;
            execution.Redriven = execution.Now;
            execution.RedrivenEvent = execution.Record(
                "ExecutionRedriven",
                execution.EventCount,
                new ExecutionRedrivenDetails(execution.RedriveCount)
            );
            execution.WatchTime();
            FiberPart.Read(execution.root, tree.Root, tree);
            execution.root.Redrive();
        });
        return execution;
    }

    /// <summary>Sets the figures of a saved execution.</summary>
    internal void Place(DateTimeOffset started, int redriveCount, DateTimeOffset? redriven, long redrivenEvent) =>
        (Started, RedriveCount, Redriven, RedrivenEvent) = (started, redriveCount, redriven, redrivenEvent);
}
