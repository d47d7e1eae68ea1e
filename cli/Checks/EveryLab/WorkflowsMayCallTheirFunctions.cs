namespace Classroom.Cli.Checks.EveryLab;

sealed class WorkflowsMayCallTheirFunctions(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "The role of every workflow may call the functions of the workflow.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "An execution fails with Lambda.AWSLambdaException: somebody is not authorized to do something. Who, and what?",
        "Read the policies of the workflow's role: which functions do they name?",
        "A policy that names a function's ARN allows calls of exactly this function.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        if (workflows.Count == 0)
            return Verdict.Blocked(WorkflowsExist, "there is no workflow");
        var roles = await student.Account.RolesAsync().ConfigureAwait(false);
        var mistakes = new List<string>();
        foreach (var (part, view) in workflows)
        {
            // A role that does not exist, or belongs to somebody else, is the business of another check.
            if (!roles.TryGetValue(RoleRules.NameOf(view.RoleArn), out var role) || !IsWorkflowsRole(role, student))
                continue;
            var arns = await Task.WhenAll(part.Calls.Select(call => student.ArnAsync("lambda", $"function:{student.Name(call)}")))
                .ConfigureAwait(false);
            var answers = await student
                .Account.SimulateAsync(role.Arn, student.Student, [("lambda:InvokeFunction", arns)])
                .ConfigureAwait(false);
            mistakes.AddRange(
                answers
                    .Where(answer => !answer.IsAllowed)
                    .Select(answer => $"{role.Name} may not call {answer.Resource.Split(':')[^1]}, which {view.Name} needs")
            );
        }
        return Verdict.Of(mistakes, $"the roles may call {workflows.Sum(found => found.Part.Calls.Count)} functions");
    }

    static bool IsWorkflowsRole(RoleInfo role, StudentAccount student) =>
        RoleRules.Mistake(new Dictionary<string, RoleInfo> { [role.Name] = role }, role.Arn, student, "states.amazonaws.com", "") is null;
}
