namespace Classroom.Cli.Checks.Events;

sealed class ConsumerStartsTheWorkflow : Check
{
    public override string Lab => "events";

    public override string Sentence => "The function process-sqs-message starts the student's own workflow.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The function has to know which workflow it starts. From where?",
        "Look at the environment variables of the function.",
        "The variable STATE_MACHINE_ARN has the ARN of a workflow: does it exist, and whose is it?",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        if (await student.FunctionAsync("process-sqs-message").ConfigureAwait(false) is not { } function)
            return Verdict.Blocked("events/functions-exist", $"there is no function {student.Name("process-sqs-message")}");
        var expected = await student.ArnAsync("states", $"stateMachine:{student.Name("order-events-workflow")}").ConfigureAwait(false);
        var actual = function.Environment?.Variables.GetValueOrDefault("STATE_MACHINE_ARN");
        return actual == expected
            ? Verdict.Passed($"it starts {student.Name("order-events-workflow")}")
            : Verdict.Failed($"STATE_MACHINE_ARN of {function.FunctionName} is {actual ?? "not set"}");
    }
}
