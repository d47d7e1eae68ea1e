namespace Classroom.Cli.Checks.EveryLab;

sealed class WorkflowsUseOwnRole(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every workflow runs with a role of the student that Step Functions may assume.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The description of a state machine names its role.",
        "The role of a function is not the role of a workflow. Which service assumes each of them?",
        "Look at the Principal in the role's trust policy.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        if (workflows.Count == 0)
            return Verdict.Blocked(WorkflowsExist, "there is no workflow");
        var roles = await student.Account.RolesAsync().ConfigureAwait(false);
        var mistakes = workflows
            .Select(found => RoleRules.Mistake(roles, found.View.RoleArn, student, "states.amazonaws.com", found.View.Name))
            .OfType<string>()
            .ToList();
        return Verdict.Of(mistakes, string.Join(", ", workflows.Select(found => RoleRules.NameOf(found.View.RoleArn)).Distinct()));
    }
}
