using System.Text.Json.Nodes;
using Classroom.Functions.Greeting;

namespace Classroom.Functions.Tests.Greeting;

public sealed class GreetingHandlersTests
{
    [Test]
    public async Task Alice_is_greeted()
    {
        var validated = Validate.Handle(new JsonObject { ["name"] = "Alice" }, new Invocation());
        var processed = await new Process(World.Calm).Handle(validated, new Invocation());
        var notified = Notify.Handle(processed, new Invocation());

        Assert.That(
            processed.ToJsonString(),
            Is.EqualTo("""{"name":"Alice","validated":true,"processed":true,"message":"Hello Alice from Step Functions"}""")
        );
        Assert.That(notified, Is.EqualTo(new GreetingNotified(true, "Hello Alice from Step Functions")));
    }

    [TestCase("{}")]
    [TestCase("""{"name":""}""")]
    [TestCase("""{"name":7}""")]
    public void An_input_without_a_name_is_refused(string input) =>
        Assert.That(
            Assert.Throws<ValidationException>(() => Validate.Handle(JsonNode.Parse(input)!.AsObject(), new Invocation()))!.Message,
            Is.EqualTo("VALIDATION_ERROR: 'name' is required")
        );

    [Test]
    public async Task A_passing_fault_is_what_the_workflow_retries() =>
        await Assert.ThrowsAsync<TransientException>(() =>
            new Process(World.Faulty).Handle(new JsonObject { ["name"] = "Alice" }, new Invocation())
        );

    [Test]
    public void A_failure_is_told_as_one() =>
        Assert.That(
            Notify.Handle(new JsonObject { ["error"] = "x" }, new Invocation()),
            Is.EqualTo(new GreetingNotified(true, "Processing failed"))
        );
}
