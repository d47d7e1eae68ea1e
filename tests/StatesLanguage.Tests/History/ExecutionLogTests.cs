using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.History;

public class ExecutionLogTests
{
    static Execution Failing()
    {
        var machine = StateMachine.Parse("""{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "F" }, "F": { "Type": "Fail", "Error": "E", "Cause": "c" } } }""");
        var identity = new ExecutionIdentity("arn:aws:states:us-east-1:123456789012:express:m:r:1", "r", "arn:aws:states:us-east-1:123456789012:stateMachine:m", "m", "role");
        var execution = new Execution(machine, Json.Parse("""{"a":1}"""), identity, new ScriptedHost(JsonObject.Empty), ExecutionType.Express);
        execution.Start();
        return execution;
    }

    [TestCase(ExecutionLogLevel.All, "ExecutionStarted PassStateEntered PassStateExited FailStateEntered ExecutionFailed")]
    [TestCase(ExecutionLogLevel.Error, "FailStateEntered ExecutionFailed")]
    [TestCase(ExecutionLogLevel.Fatal, "ExecutionFailed")]
    [TestCase(ExecutionLogLevel.Off, "")]
    public void A_level_takes(ExecutionLogLevel level, string types) =>
        Assert.That(string.Join(' ', Failing().History.Where(@event => level.Takes(@event)).Select(@event => @event.Type)), Is.EqualTo(types));

    [Test]
    public void A_line_tells_what_went_in() => Assert.That(Failing().History[1].ToLogEvent("arn", includeExecutionData: true).ToString(), Is.EqualTo(
        """{"id":"2","type":"PassStateEntered","details":{"name":"A","input":"{\"a\":1}","inputDetails":{"truncated":false}},"redrive_count":"0","previous_event_id":"0","event_timestamp":"1767323045000","execution_arn":"arn"}"""));

    [Test]
    public void Unless_it_must_not() => Assert.That(Failing().History.Select(@event => @event.ToLogEvent("arn", includeExecutionData: false)["details"]!.ToString()), Is.EqualTo(
        new[] { """{"roleArn":"role"}""", """{"name":"A"}""", """{"name":"A"}""", """{"name":"F"}""", """{"error":"E","cause":"c"}""" }));
}
