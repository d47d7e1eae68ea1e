using Amazon.Lambda.SQSEvents;
using Classroom.Functions.Events;

namespace Classroom.Functions.Tests.Events;

public sealed class ProcessSqsMessageTests
{
    [Test]
    public async Task A_message_starts_an_execution_that_has_its_id_as_name()
    {
        var (failed, calls) = await Receive(new RecordedStepFunctions(), """{"orderId":"o-1"}""");

        Assert.That(calls, Is.EqualTo(new[] { """start machine as sqs-message-0 with {"orderId":"o-1"}""" }));
        Assert.That(failed, Is.Empty);
    }

    [Test]
    public async Task A_message_delivered_twice_is_done()
    {
        var (failed, _) = await Receive(new RecordedStepFunctions("ExecutionAlreadyExists"), "{}");

        Assert.That(failed, Is.Empty);
    }

    [Test]
    public async Task Only_the_messages_that_started_nothing_go_back_to_the_queue()
    {
        var (failed, calls) = await Receive(new RecordedStepFunctions(), "no JSON", "{}", "[1]");

        Assert.That(failed, Is.EqualTo(new[] { "message-0", "message-2" }));
        Assert.That(calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refusal_of_step_functions_sends_the_message_back()
    {
        var (failed, _) = await Receive(new RecordedStepFunctions("ThrottlingException"), "{}");

        Assert.That(failed, Is.EqualTo(new[] { "message-0" }));
    }

    static async Task<(IEnumerable<string> Failed, List<string> Calls)> Receive(RecordedStepFunctions stepFunctions, params string[] bodies)
    {
        var batch = new SQSEvent
        {
            Records = [.. bodies.Select((body, index) => new SQSEvent.SQSMessage { MessageId = $"message-{index}", Body = body })],
        };
        var response = await new ProcessSqsMessage(stepFunctions, () => "machine").Handle(batch, new Invocation());
        return (response.BatchItemFailures.Select(failure => failure.ItemIdentifier), stepFunctions.Calls);
    }
}
