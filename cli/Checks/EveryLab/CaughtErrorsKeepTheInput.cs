namespace Classroom.Cli.Checks.EveryLab;

sealed class CaughtErrorsKeepTheInput(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every Catch puts the error under a path of its own, so that the next state still has the input.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Look at the input of the state to which a Catch leads: is the order still there?",
        "Without further words, the error replaces the whole input.",
        "A Catch has a field that says where in the input the error goes.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var mistakes = new List<string>();
        var count = 0;
        var isThere = false;
        foreach (var part in Parts.Workflows)
        {
            if (await student.DefinitionAsync(part.Name).ConfigureAwait(false) is not { } definition)
                continue;
            isThere = true;
            foreach (var (name, state) in definition.States)
            {
                foreach (var catcher in Definition.Catchers(state))
                {
                    count++;
                    if ((string?)catcher["ResultPath"] is null or "$")
                        mistakes.Add($"a Catch of {name} in {student.Name(part.Name)} replaces the input by the error");
                }
            }
        }
        return isThere ? Verdict.Of(mistakes, $"{count} Catch fields") : Verdict.Blocked(WorkflowsExist, "there is no workflow");
    }
}
