using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Runs branches concurrently. The result is the array of their results.</summary>
sealed class ParallelState : ResultState
{
    readonly List<Flow> branches = [];

    public ParallelState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language, hasArguments: true, hasSelector: true)
    {
        foreach (var branch in reader.Objects("Branches"))
        {
            branch.Text("Comment");
            branches.Add(FlowReader.Read(branch, language));
            branch.Close();
        }
        reader.Require("Branches");
        if (branches.Count == 0 && reader.Has("Branches"))
            reader.Report("Value cannot be empty", $"{reader.Location}/Branches");
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader, IsJsonata);
    }

    public override bool HasRetries => true;

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public override bool StartsChildren => true;

    public IReadOnlyList<Flow> Branches => branches;

    public override IEnumerable<(Flow Flow, string Location)> Flows => branches.Select((branch, i) => (branch, $"Branches[{i}]"));

    public override void Begin(Fiber fiber)
    {
        if (fiber.Run.Probe is { } probe)
        {
            probe.Answer(fiber);
            return;
        }
        var input = WorkInput(fiber, Effective(fiber));
        fiber.Record("ParallelStateStarted");
        fiber.Children = new ParallelBranches(fiber, branches, input);
        fiber.Children.Start();
    }

    /// <summary>Restores the branches of a saved execution.</summary>
    public override Children? Restore(Fiber fiber, SavedTree tree) => ParallelBranches.Restore(fiber, branches, tree);
}
