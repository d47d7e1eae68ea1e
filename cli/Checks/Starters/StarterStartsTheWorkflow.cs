namespace Classroom.Cli.Checks.Starters;

/// <summary>A function that starts a workflow knows the workflow of its student.</summary>
abstract class StarterStartsTheWorkflow(string lab, string starter, string workflow) : Check
{
    public sealed override string Lab => lab;

    public sealed override string Sentence => $"The function {starter} starts the student's own workflow.";

    public sealed override IReadOnlyList<string> Hints { get; } =
    [
        "The function has to know which workflow it starts. From where?",
        "Look at the environment variables of the function.",
        "The variable STATE_MACHINE_ARN has the ARN of a workflow: does it exist, and whose is it?",
    ];

    public sealed override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        if (await student.FunctionAsync(starter).ConfigureAwait(false) is not { } function)
            return Verdict.Blocked($"{lab}/functions-exist", $"there is no function {student.Name(starter)}");
        var expected = await student.ArnAsync("states", $"stateMachine:{student.Name(workflow)}").ConfigureAwait(false);
        var actual = function.Environment?.Variables.GetValueOrDefault("STATE_MACHINE_ARN");
        return actual == expected
            ? Verdict.Passed($"it starts {student.Name(workflow)}")
            : Verdict.Failed($"STATE_MACHINE_ARN of {function.FunctionName} is {actual ?? "not set"}");
    }
}
