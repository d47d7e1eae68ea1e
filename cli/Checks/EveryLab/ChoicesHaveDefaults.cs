namespace Classroom.Cli.Checks.EveryLab;

sealed class ChoicesHaveDefaults(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every Choice state says where to go if no rule fits.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Which input would leave the workflow without a way on?",
        "An execution that finds no rule fails with States.NoChoiceMatched.",
        "A Choice state has a field for the case that no rule fits.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var mistakes = new List<string>();
        var count = 0;
        foreach (var part in Parts.Workflows)
        {
            if (await student.DefinitionAsync(part.Name).ConfigureAwait(false) is not { } definition)
                continue;
            foreach (var (name, _) in definition.States.Where(state => (string?)state.Value["Type"] == "Choice"))
            {
                count++;
                if (!definition.Find(name)!.ContainsKey("Default"))
                    mistakes.Add($"{name} of {student.Name(part.Name)} has no Default");
            }
        }
        return await student.DefinitionAsync(Parts.Workflows[0].Name).ConfigureAwait(false) is null && count == 0
            ? Verdict.Blocked(WorkflowsExist, "there is no workflow")
            : Verdict.Of(mistakes, $"{count} Choice states");
    }
}
