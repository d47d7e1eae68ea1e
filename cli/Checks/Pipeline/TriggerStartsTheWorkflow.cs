namespace Classroom.Cli.Checks.Pipeline;

sealed class TriggerStartsTheWorkflow : Check
{
    public override string Lab => "pipeline";

    public override string Sentence => "The function trigger-workflow starts the student's own workflow.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The function has to know which workflow it starts. From where?",
        "Look at the environment variables of the function.",
        "The variable STATE_MACHINE_ARN has the ARN of a workflow: does it exist, and whose is it?",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        if (await student.FunctionAsync("trigger-workflow").ConfigureAwait(false) is not { } function)
            return Verdict.Blocked("pipeline/functions-exist", $"there is no function {student.Name("trigger-workflow")}");
        var expected = await student.ArnAsync("states", $"stateMachine:{student.Name("simple-workflow")}").ConfigureAwait(false);
        var actual = function.Environment?.Variables.GetValueOrDefault("STATE_MACHINE_ARN");
        return actual == expected
            ? Verdict.Passed($"it starts {student.Name("simple-workflow")}")
            : Verdict.Failed($"STATE_MACHINE_ARN of {function.FunctionName} is {actual ?? "not set"}");
    }
}
