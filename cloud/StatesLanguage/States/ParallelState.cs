using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.States;

/// <summary>Runs branches side by side; its result is the array of theirs.</summary>
sealed class ParallelState : ResultState
{
    readonly List<Flow> branches = [];

    public ParallelState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language, hasArguments: true, hasSelector: true)
    {
        foreach (var branch in reader.Objects("Branches"))
        {
            branch.Text("Comment");
            branches.Add(Flow.Read(branch, language));
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

    public IReadOnlyList<Flow> Branches => branches;

    public override IEnumerable<(Flow Flow, string Location)> Flows => branches.Select((branch, i) => (branch, $"Branches[{i}]"));

    public override void Begin(Fiber fiber)
    {
        if (fiber.Run.Probe?.Answer(fiber) == true)
            return;
        var input = WorkInput(fiber, Effective(fiber));
        fiber.Record("ParallelStateStarted");
        fiber.Children = new ParallelBranches(fiber, branches, input);
        fiber.Children.Start();
    }

    /// <summary>The branches of a saved execution.</summary>
    public Children? Restore(Fiber fiber, SavedTree tree) => ParallelBranches.Restore(fiber, branches, tree);
}
