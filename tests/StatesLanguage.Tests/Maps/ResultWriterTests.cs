using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.Maps;

/// <summary>A distributed Map whose host cannot store what it reads or writes.</summary>
public class ResultWriterTests
{
    static StateMachine MachineWith(string field, string action) =>
        StateMachine.Parse(
            $$"""
            { "StartAt": "M", "States": { "M": {
                "Type": "Map",
                "{{field}}": { "Resource": "arn:aws:states:::s3:{{action}}", "Parameters": { "Bucket": "b", "Key": "k" } },
                "ItemProcessor": {
                    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
                    "StartAt": "P",
                    "States": { "P": { "Type": "Pass", "End": true } }
                },
                "End": true
            } } }
            """
        );

    static string Failure(StateMachine machine, IStatesHost host)
    {
        var execution = new Execution(machine, Json.Parse("[1]"), Given.Identity, host);
        execution.Start();
        return $"{execution.Error}: {execution.Cause}";
    }

    [Test]
    public void A_store_that_refuses_to_write_fails_the_map() =>
        Assert.That(
            Failure(
                MachineWith("ResultWriter", "putObject"),
                new ScriptedHost(JsonObject.Empty) { WriteError = new IOException("The bucket b does not exist.") }
            ),
            Is.EqualTo("States.ResultWriterFailed: The bucket b does not exist.")
        );

    [Test]
    public void Without_a_store_nothing_is_written() =>
        Assert.That(
            Failure(MachineWith("ResultWriter", "putObject"), new PatientHost()),
            Is.EqualTo("States.ResultWriterFailed: There is no object store to write to")
        );

    [Test]
    public void Without_a_store_nothing_is_read() =>
        Assert.That(
            Failure(MachineWith("ItemReader", "getObject"), new PatientHost()),
            Is.EqualTo("States.ItemReaderFailed: There is no object store to read from")
        );
}
