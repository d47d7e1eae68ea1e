using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>Which errors a catcher or a retrier takes: the names that stand for many, and their exceptions.</summary>
public class ErrorRuleTests
{
    const string Caught = """, "Caught": { "Type": "Pass", "Result": "caught", "End": true }""";

    static (Execution Execution, PatientHost Host) Start(string fields, string resource = "arn:aws:states:::sqs:sendMessage")
    {
        var caught = fields.Contains("Caught", StringComparison.Ordinal) ? Caught : "";
        var machine = StateMachine.Parse(
            $$"""
            { "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "{{resource}}", {{fields}}, "End": true } {{caught}} } }
            """
        );
        var host = new PatientHost();
        var execution = new Execution(machine, "in", Given.Identity, host);
        execution.Start();
        return (execution, host);
    }

    static string Catching(string name) =>
        $$"""
            "TimeoutSeconds": 30, "HeartbeatSeconds": 10, "Catch": [{ "ErrorEquals": ["{{name}}"], "Next": "Caught" }]
            """;

    static bool IsCaught(Execution execution) => $"{execution.Output}" == "\"caught\"";

    [TestCase("States.ALL", "Odd", true)]
    [TestCase("States.TaskFailed", "Odd", true)]
    [TestCase("Odd", "Odd", true)]
    [TestCase("Even", "Odd", false)]
    [TestCase("States.ALL", "States.Runtime", false)]
    [TestCase("States.TaskFailed", "States.Runtime", false)]
    [TestCase("States.Runtime", "States.Runtime", false)]
    [TestCase("States.ALL", "States.Permissions", true)]
    [TestCase("States.Timeout", "Odd", false)]
    public void An_error_that_a_task_reports(string name, string error, bool isCaught)
    {
        var (execution, host) = Start(Catching(name));
        host.Calls[0].Fail(error, "why");
        Assert.That((execution.Status != ExecutionStatus.Running, IsCaught(execution)), Is.EqualTo((true, isCaught)));
    }

    [TestCase("States.ALL", true)]
    [TestCase("States.Timeout", true)]
    [TestCase("States.TaskFailed", false)]
    [TestCase("States.HeartbeatTimeout", false)]
    public void A_task_that_times_out(string name, bool isCaught)
    {
        var (execution, host) = Start(Catching(name).Replace("\"HeartbeatSeconds\": 10,", "", StringComparison.Ordinal));
        host.Time.Advance();
        Assert.That((host.Time.GetUtcNow(), IsCaught(execution)), Is.EqualTo((DateTimeOffset.UnixEpoch.AddSeconds(30), isCaught)));
    }

    [TestCase("States.ALL", true)]
    [TestCase("States.Timeout", true)]
    [TestCase("States.TaskFailed", false)]
    [TestCase("States.HeartbeatTimeout", true)]
    public void A_task_without_a_heartbeat(string name, bool isCaught)
    {
        var (execution, host) = Start(Catching(name));
        host.Time.Advance();
        Assert.That((host.Time.GetUtcNow(), IsCaught(execution)), Is.EqualTo((DateTimeOffset.UnixEpoch.AddSeconds(10), isCaught)));
    }

    /// <summary>As recorded on AWS, against its documentation: the names that stand for many catch what a task brings too much.</summary>
    [TestCase("States.ALL", true)]
    [TestCase("States.TaskFailed", true)]
    [TestCase("States.DataLimitExceeded", true)]
    [TestCase("States.Timeout", false)]
    public void A_task_that_brings_more_than_256_KiB(string name, bool isCaught)
    {
        var (execution, host) = Start(Catching(name));
        host.Calls[0].Succeed(new string('x', 262_144));
        Assert.That((execution.Error ?? "", IsCaught(execution)), Is.EqualTo((isCaught ? "" : StatesErrors.DataLimitExceeded, isCaught)));
    }

    [TestCase("States.ALL", false)]
    [TestCase("States.TaskFailed", false)]
    [TestCase("States.DataLimitExceeded", true)]
    public void A_state_whose_output_is_more_than_256_KiB(string name, bool isCaught)
    {
        var branch = """{ "StartAt": "B", "States": { "B": { "Type": "Pass", "End": true } } }""";
        var machine = StateMachine.Parse(
            $$"""
            {
              "StartAt": "P",
              "States": {
                "P": {
                  "Type": "Parallel", "Branches": [{{branch}}, {{branch}}], "End": true,
                  "Catch": [{ "ErrorEquals": ["{{name}}"], "Next": "Caught" }]
                }
                {{Caught}}
              }
            }
            """
        );
        var execution = new Execution(machine, new string('x', 150_000), Given.Identity, new PatientHost());
        execution.Start();
        Assert.That((execution.Error ?? "", IsCaught(execution)), Is.EqualTo((isCaught ? "" : StatesErrors.DataLimitExceeded, isCaught)));
    }

    [Test]
    public void The_result_of_a_function_that_is_too_large_names_the_function()
    {
        var (execution, host) = Start("\"Comment\": \"\"", "arn:aws:lambda:us-east-1:123456789012:function:f");
        host.Calls[0].Succeed(new string('x', 262_144));
        Assert.That(
            execution.Cause,
            Is.EqualTo(
                "The state/task 'arn:aws:lambda:us-east-1:123456789012:function:f' returned a result with a size exceeding the maximum "
                    + "number of bytes service limit."
            )
        );
    }

    [TestCase("States.ALL")]
    [TestCase("States.Runtime")]
    public void States_Runtime_is_not_retried(string name)
    {
        var (execution, host) = Start($$""" "Retry": [{ "ErrorEquals": ["{{name}}"] }] """);
        host.Calls[0].Fail("States.Runtime", "a bug");
        Assert.That((execution.Status, host.Calls.Count), Is.EqualTo((ExecutionStatus.Failed, 1)));
    }

    [Test]
    public void A_retrier_that_is_used_up_does_not_hand_on_to_the_next()
    {
        var (execution, host) = Start(
            """
            "Retry": [{ "ErrorEquals": ["Odd"], "MaxAttempts": 1 }, { "ErrorEquals": ["States.ALL"], "MaxAttempts": 5 }],
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Caught" }]
            """
        );
        host.Calls[0].Fail("Odd", null);
        host.Time.Advance();
        host.Calls[1].Fail("Odd", null);
        Assert.That((IsCaught(execution), host.Calls.Count), Is.EqualTo((true, 2)));
    }

    [Test]
    public void Each_retrier_counts_its_own_attempts()
    {
        var (execution, host) = Start(
            """
            "Retry": [{ "ErrorEquals": ["Odd"], "MaxAttempts": 1 }, { "ErrorEquals": ["States.ALL"], "MaxAttempts": 1 }]
            """
        );
        host.Calls[0].Fail("Odd", null);
        host.Time.Advance();
        host.Calls[1].Fail("Even", null);
        host.Time.Advance();
        host.Calls[2].Fail("Even", null);
        Assert.That((execution.Status, host.Calls.Count), Is.EqualTo((ExecutionStatus.Failed, 3)));
    }
}
