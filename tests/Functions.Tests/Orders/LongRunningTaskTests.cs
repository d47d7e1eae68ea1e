using Classroom.Functions.Orders;

namespace Classroom.Functions.Tests.Orders;

public sealed class LongRunningTaskTests
{
    readonly RecordedStepFunctions stepFunctions = new();

    [SetUp]
    public void Forget() => stepFunctions.Calls.Clear();

    [Test]
    public async Task It_leaves_the_answer_to_the_student_who_finds_the_token_in_the_history()
    {
        var invocation = new Invocation();

        var started = await Handle(new("token-1", new(null)), invocation);

        Assert.That(started.Status, Is.EqualTo("STARTED"));
        Assert.That(stepFunctions.Calls, Is.Empty);
        Assert.That(string.Join('\n', invocation.Lines), Does.Not.Contain("token-1"), "whoever reads the log could answer");
    }

    [Test]
    public async Task It_answers_by_itself_when_the_input_asks()
    {
        await Handle(new("token-1", new(new(5, null))));

        Assert.That(
            stepFunctions.Calls.Single(),
            Does.Match("""^succeed token-1 with {"taskId":"[0-9a-f]{12}","status":"DONE","completedAt":"2026-11-20T12:00:00\+00:00"}$""")
        );
    }

    [Test]
    public async Task It_fails_the_task_when_the_input_asks()
    {
        await Handle(new("token-1", new(new(0, "fail"))));

        Assert.That(stepFunctions.Calls.Single(), Does.StartWith("fail token-1 with TaskFailed: Task "));
    }

    [TestCase("TaskTimedOut")]
    [TestCase("TaskDoesNotExist")]
    public async Task An_answer_that_nobody_waits_for_is_no_error(string code)
    {
        var late = new LongRunningTask(World.Calm, new RecordedStepFunctions(code));

        var started = await late.Handle(new("token-1", new(new(0, null))), new Invocation());

        Assert.That(started.Status, Is.EqualTo("ANSWERED"));
    }

    [Test]
    public async Task Any_other_refusal_is_the_functions_error()
    {
        var refused = new LongRunningTask(World.Calm, new RecordedStepFunctions("AccessDeniedException"));

        await Assert.ThrowsAsync<Functions.StepFunctions.StepFunctionsException>(() =>
            refused.Handle(new("token-1", new(new(0, null))), new Invocation())
        );
    }

    [TestCase(null, 0, null, "taskToken is missing: this function is called by a state with .waitForTaskToken, which passes $$.Task.Token")]
    [TestCase("token-1", 46, null, "answer.afterSeconds is 46; it must be from 0 to 45")]
    [TestCase("token-1", -1, null, "answer.afterSeconds is -1; it must be from 0 to 45")]
    [TestCase("token-1", 1, "maybe", "answer.outcome is 'maybe'; it must be succeed or fail")]
    public async Task Bad_input_is_refused_with_what_is_wrong(string? token, double afterSeconds, string? outcome, string message)
    {
        var exception = await Assert.ThrowsAsync<ValidationException>(() => Handle(new(token, new(new(afterSeconds, outcome)))));

        Assert.That(exception!.Message, Is.EqualTo(message));
        Assert.That(stepFunctions.Calls, Is.Empty);
    }

    Task<LongRunningTaskStarted> Handle(LongRunningTaskRequest request, Invocation? invocation = null) =>
        new LongRunningTask(World.Calm, stepFunctions).Handle(request, invocation ?? new());
}
