using Classroom.Cli.Checks.EveryLab;

namespace Classroom.Cli.Checks.Pipeline;

sealed class TriggerMayStartTheWorkflow : Check
{
    public override string Lab => "pipeline";

    public override string Sentence => "The role of trigger-workflow may start the workflow.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The log of the function says AccessDenied. Which call was denied, and to whom?",
        "The function calls Step Functions with its own role.",
        "The role needs states:StartExecution on the ARN of the workflow.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        if (await student.FunctionAsync("trigger-workflow").ConfigureAwait(false) is not { } function)
            return Verdict.Blocked("pipeline/functions-exist", $"there is no function {student.Name("trigger-workflow")}");
        var roles = await student.Account.RolesAsync().ConfigureAwait(false);
        if (RoleRules.Mistake(roles, function.Role, student, "lambda.amazonaws.com", function.FunctionName) is { } mistake)
            return Verdict.Blocked("pipeline/functions-use-own-role", mistake);
        var workflow = await student.ArnAsync("states", $"stateMachine:{student.Name("simple-workflow")}").ConfigureAwait(false);
        var answers = await student
            .Account.SimulateAsync(function.Role, student.Student, [("states:StartExecution", [workflow])])
            .ConfigureAwait(false);
        return answers.All(answer => answer.IsAllowed)
            ? Verdict.Passed($"{RoleRules.NameOf(function.Role)} may start {student.Name("simple-workflow")}")
            : Verdict.Failed($"{RoleRules.NameOf(function.Role)} may not start {student.Name("simple-workflow")}");
    }
}
