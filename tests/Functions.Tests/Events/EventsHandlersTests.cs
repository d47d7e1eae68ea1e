using System.Text.Json.Nodes;
using Classroom.Functions.Events;

namespace Classroom.Functions.Tests.Events;

public sealed class EventsHandlersTests
{
    [Test]
    public async Task An_item_is_processed() =>
        Assert.That(
            await new ProcessItem(World.Calm).Handle(new("o-1", "p-1", 2), new Invocation()),
            Is.EqualTo(new ProcessedItem("o-1", "p-1", 2, "processed", World.Noon))
        );

    [TestCase("", 1, "productId is missing or empty")]
    [TestCase("p-1", 0, "quantity of p-1 is 0; it must be 1 or more")]
    public async Task A_bad_item_is_refused(string product, int quantity, string message) =>
        Assert.That(
            (
                await Assert.ThrowsAsync<ValidationException>(() =>
                    new ProcessItem(World.Calm).Handle(new("o-1", product, quantity), new Invocation())
                )
            )!.Message,
            Is.EqualTo(message)
        );

    [Test]
    public async Task Passing_faults_are_what_the_workflow_retries()
    {
        await Assert.ThrowsAsync<TransientException>(() => new ProcessItem(World.Faulty).Handle(new("o-1", "p-1", 2), new Invocation()));
        await Assert.ThrowsAsync<TransientException>(() => new ProcessPremium(World.Faulty).Handle([], new Invocation()));
    }

    [TestCase("""{"orderId":"o-1","items":[{},{}]}""", "o-1", 2)]
    [TestCase("""{"orderId":7}""", null, 0)]
    public async Task A_premium_order_is_processed_as_a_whole(string order, string? orderId, int items) =>
        Assert.That(
            await new ProcessPremium(World.Calm).Handle(JsonNode.Parse(order)!.AsObject(), new Invocation()),
            Is.EqualTo(new PremiumOrder(orderId, "processed", "premium", items, World.Noon))
        );

    [TestCase("""{"error":{"Error":"TransientException","Cause":"why"}}""", "TransientException", "why")]
    [TestCase("""{"error":"odd"}""", null, null)]
    [TestCase("{}", null, null)]
    public void An_error_is_recorded_whatever_it_looks_like(string input, string? error, string? cause) =>
        Assert.That(
            new HandleError(World.Calm).Handle(JsonNode.Parse(input)!.AsObject(), new Invocation()),
            Is.EqualTo(new HandledError(error, cause, "recorded", World.Noon))
        );
}
