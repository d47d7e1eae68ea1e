namespace Classroom.Cli.Checks.EveryLab;

sealed class RolesNameTheirResources(LabParts parts) : EveryLabCheck(parts)
{
    // IAM knows no resource for these actions, or a task token is the key.
    static readonly string[] WithoutResource =
    [
        "xray:",
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
        "states:SendTask",
    ];

    public override string Sentence =>
        "The roles of the lab name the resources that they may use; none may use all functions or all queues.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Read the policies of the roles of the lab, and look for stars.",
        "A star as the resource is right for few actions only: those for which IAM knows no resources.",
        "`aws iam list-role-policies` and `list-attached-role-policies` show all policies of a role; managed policies such as "
            + "AWSLambdaRole allow an action on everything.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var roles = await LabRoles.OfAsync(student, Parts).ConfigureAwait(false);
        if (roles.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is no role of the lab");
        var mistakes = new List<string>();
        foreach (var role in roles)
        {
            var policies = await student.Account.PoliciesAsync(role.Name).ConfigureAwait(false);
            mistakes.AddRange(
                policies
                    .OnEverything.Where(action =>
                        !WithoutResource.Any(allowed => action.StartsWith(allowed, StringComparison.OrdinalIgnoreCase))
                    )
                    .Distinct()
                    .Select(action => $"{role.Name} may use {action} on every resource")
            );
        }
        return Verdict.Of(mistakes, string.Join(", ", roles.Select(role => role.Name)));
    }
}
