using Classroom.Cli.Checks.EveryLab;

namespace Classroom.Cli.Checks.Starters;

/// <summary>The role of a function that starts a workflow allows it.</summary>
abstract class StarterMayStartTheWorkflow(string lab, string starter, string workflow) : Check
{
    public sealed override string Lab => lab;

    public sealed override string Sentence => $"The role of {starter} may start the workflow.";

    public sealed override IReadOnlyList<string> Hints { get; } =
    [
        "The log of the function says AccessDenied. Which call was denied, and to whom?",
        "The function calls Step Functions with its own role.",
        "The role needs states:StartExecution on the ARN of the workflow.",
    ];

    public sealed override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        if (await student.FunctionAsync(starter).ConfigureAwait(false) is not { } function)
            return Verdict.Blocked($"{lab}/functions-exist", $"there is no function {student.Name(starter)}");
        var roles = await student.Account.RolesAsync().ConfigureAwait(false);
        if (RoleRules.Mistake(roles, function.Role, student, "lambda.amazonaws.com", function.FunctionName) is { } mistake)
            return Verdict.Blocked($"{lab}/functions-use-own-role", mistake);
        var machine = await student.ArnAsync("states", $"stateMachine:{student.Name(workflow)}").ConfigureAwait(false);
        var answers = await student
            .Account.SimulateAsync(function.Role, student.Student, [("states:StartExecution", [machine])])
            .ConfigureAwait(false);
        return answers.All(answer => answer.IsAllowed)
            ? Verdict.Passed($"{RoleRules.NameOf(function.Role)} may start {student.Name(workflow)}")
            : Verdict.Failed($"{RoleRules.NameOf(function.Role)} may not start {student.Name(workflow)}");
    }
}
