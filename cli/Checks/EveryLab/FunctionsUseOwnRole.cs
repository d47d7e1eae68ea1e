namespace Classroom.Cli.Checks.EveryLab;

sealed class FunctionsUseOwnRole(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every function runs with a role of the student that Lambda may assume.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The configuration of a function names its execution role.",
        "A role shared by all students gives a function the data of all students. Look at the beginning of the role's name.",
        "The trust policy of the role says which service may assume it.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var functions = await student.FunctionsAsync(Parts).ConfigureAwait(false);
        if (functions.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is no function");
        var roles = await student.Account.RolesAsync().ConfigureAwait(false);
        var mistakes = functions
            .Select(function => RoleRules.Mistake(roles, function.Role, student, "lambda.amazonaws.com", function.FunctionName))
            .OfType<string>()
            .ToList();
        return Verdict.Of(mistakes, string.Join(", ", functions.Select(function => RoleRules.NameOf(function.Role)).Distinct()));
    }
}
