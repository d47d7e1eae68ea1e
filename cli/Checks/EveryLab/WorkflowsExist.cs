namespace Classroom.Cli.Checks.EveryLab;

sealed class WorkflowsExist(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every workflow of the lab exists under its name, and is Standard or Express as the guide says.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Compare the names in the list of state machines with the names in the guide, letter by letter.",
        "The type of a state machine cannot be changed later. Which one does the guide ask for?",
        "`aws stepfunctions list-state-machines` shows names and types.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var there = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        if (there.Count == 0)
            return Verdict.Open($"no workflow of the lab exists");
        var mistakes = Parts
            .Workflows.Where(part => there.All(found => found.Part != part))
            .Select(part => $"{student.Name(part.Name)} does not exist")
            .Concat(
                there
                    .Where(found => found.View.Type != found.Part.Type)
                    .Select(found => $"{found.View.Name} is {found.View.Type}; the guide asks for {found.Part.Type}")
            )
            .ToList();
        return Verdict.Of(mistakes, string.Join(", ", there.Select(found => found.View.Name)));
    }
}
