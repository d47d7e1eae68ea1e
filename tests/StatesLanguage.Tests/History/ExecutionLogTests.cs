using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.History;

public class ExecutionLogTests
{
    static IReadOnlyList<HistoryEvent> Failing()
    {
        var machine = StateMachine.Parse(
            """{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "F" }, "F": { "Type": "Fail", "Error": "E", "Cause": "c" } } }"""
        );
        var identity = new ExecutionIdentity(
            "arn:aws:states:us-east-1:123456789012:express:m:r:1",
            "r",
            "arn:aws:states:us-east-1:123456789012:stateMachine:m",
            "m",
            "role"
        );
        var host = new ScriptedHost(JsonObject.Empty);
        var execution = new Execution(machine, Json.Parse("""{"a":1}"""), identity, host, ExecutionType.Express);
        execution.Start();
        return host.Store[execution].History;
    }

    [TestCase(ExecutionLogLevel.All, "ExecutionStarted PassStateEntered PassStateExited FailStateEntered ExecutionFailed")]
    [TestCase(ExecutionLogLevel.Error, "FailStateEntered ExecutionFailed")]
    [TestCase(ExecutionLogLevel.Fatal, "ExecutionFailed")]
    [TestCase(ExecutionLogLevel.Off, "")]
    public void A_level_takes(ExecutionLogLevel level, string types) =>
        Assert.That(string.Join(' ', Failing().Where(@event => level.Takes(@event)).Select(@event => @event.Type)), Is.EqualTo(types));

    [Test]
    public void A_line_tells_what_went_in() =>
        Assert.That(
            $"{Failing()[1].ToLogEvent("arn", includeExecutionData: true)}",
            Is.EqualTo(
                """{"id":"2","type":"PassStateEntered","details":{"name":"A","input":"{\"a\":1}","inputDetails":{"truncated":false}},"redrive_count":"0","previous_event_id":"0","event_timestamp":"1767323045000","execution_arn":"arn"}"""
            )
        );

    [Test]
    public void Unless_it_must_not()
    {
        var details = Failing().Select(@event => @event.ToLogEvent("arn", includeExecutionData: false)["details"]!.ToString());
        Assert.That(
            string.Join(' ', details),
            Is.EqualTo("""{"roleArn":"role"} {"name":"A"} {"name":"A"} {"name":"F"} {"error":"E","cause":"c"}""")
        );
    }
}
