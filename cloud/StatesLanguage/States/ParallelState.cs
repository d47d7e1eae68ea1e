using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.States;

/// <summary>Runs branches side by side; its result is the array of theirs.</summary>
sealed class ParallelState : ResultState
{
    readonly List<Flow> branches = [];

    public ParallelState(string name, FieldReader reader, QueryLanguage language) : base(name, reader, language, hasArguments: true, hasSelector: true)
    {
        foreach (var branch in reader.Objects("Branches"))
        {
            branch.Text("Comment");
            branches.Add(Flow.Read(branch, Language));
            branch.Close();
        }
        reader.Require("Branches");
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader, IsJsonata);
    }

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public IReadOnlyList<Flow> Branches => branches;

    public override IEnumerable<(Flow Flow, string Location)> Flows => branches.Select((branch, i) => (branch, $"Branches[{i}]"));

    public override void Begin(Strand strand)
    {
        var input = WorkInput(strand, Effective(strand));
        if (strand.Run.Probe?.Answer(strand) == true) return;
        strand.Record("ParallelStateStarted");
        strand.Children = new ParallelChildren(strand, branches, input);
        strand.Children.Start();
    }
}
