namespace Classroom.Cli.Checks.EveryLab;

sealed class FunctionsExist(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every function of the lab exists under its name.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Compare the names in the list of functions with the names in the guide, letter by letter.",
        "Every name begins with the username and a hyphen.",
        "`aws lambda list-functions` shows the names that exist; the guide of the lab has the command that creates a function.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var there = (await student.FunctionsAsync(Parts).ConfigureAwait(false)).Select(function => function.FunctionName).ToHashSet();
        var missing = Parts.Functions.Select(student.Name).Where(name => !there.Contains(name)).ToList();
        return (there.Count, missing.Count) switch
        {
            (0, _) => Verdict.Open($"none of the {missing.Count} functions exists"),
            (_, 0) => Verdict.Passed($"{there.Count} functions"),
            _ => Verdict.Failed($"{string.Join(", ", missing)} {(missing.Count == 1 ? "does" : "do")} not exist"),
        };
    }
}
