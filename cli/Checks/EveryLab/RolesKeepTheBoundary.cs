namespace Classroom.Cli.Checks.EveryLab;

sealed class RolesKeepTheBoundary(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "The roles of the lab have the permissions boundary of the class.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Every role of the class has a limit that its policies cannot exceed.",
        "The hand-out of the class names the ARN of the boundary.",
        "`aws iam get-role` shows the boundary of a role.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var roles = await LabRoles.OfAsync(student, Parts).ConfigureAwait(false);
        if (roles.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is no role of the lab");
        var mistakes = roles.Where(role => role.Boundary is null).Select(role => $"{role.Name} has no boundary").ToList();
        return Verdict.Of(mistakes, $"{roles.Count} roles");
    }
}
