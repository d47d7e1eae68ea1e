using System.Text.Json.Nodes;
using Classroom.Functions.Orders;

namespace Classroom.Functions.Tests.Orders;

public sealed class OrderHandlersTests
{
    static readonly Order Order = new("order-1", "customer-1", 120m, [new("laptop-001", 2, 50m), new("mouse-002", 1, 20m)]);

    [Test]
    public async Task A_payment_is_taken_and_the_order_handed_on()
    {
        var payment = await new PaymentProcessor(World.Calm).Handle(Order, new Invocation());

        Assert.That(
            payment,
            Is.EqualTo(
                new Payment(
                    "order-1",
                    "customer-1",
                    120m,
                    Order.Lines,
                    payment.PaymentId,
                    "SUCCESS",
                    "Payment processed successfully",
                    World.Noon,
                    "payment-processor"
                )
            )
        );
        Assert.That(payment.PaymentId, Does.Match("^pay_[0-9a-f]{8}$"));
    }

    [Test]
    public async Task A_retried_payment_is_the_same_payment()
    {
        var first = await new PaymentProcessor(World.Calm).Handle(Order, new Invocation());
        var second = await new PaymentProcessor(World.Calm).Handle(Order, new Invocation());
        var another = await new PaymentProcessor(World.Calm).Handle(Order with { OrderId = "order-2" }, new Invocation());

        Assert.That(second.PaymentId, Is.EqualTo(first.PaymentId).And.Not.EqualTo(another.PaymentId));
    }

    [Test]
    public async Task A_declined_payment_throws_what_the_workflow_catches()
    {
        var exception = await Assert.ThrowsAsync<PaymentDeclinedException>(() =>
            new PaymentProcessor(World.Faulty).Handle(Order, new Invocation())
        );

        Assert.That(exception!.Message, Is.EqualTo("Order order-1: Insufficient funds"));
    }

    [Test]
    public async Task Stock_goes_down_by_what_was_ordered_and_a_retry_takes_nothing_twice()
    {
        var update = await new InventoryUpdater(World.Calm).Handle(Order, new Invocation());
        var again = await new InventoryUpdater(World.Calm).Handle(Order, new Invocation());

        Assert.That(update.InventoryUpdates.Select(change => change.PreviousStock - change.NewStock), Is.EqualTo(new[] { 2, 1 }));
        Assert.That((update.OrderId, update.TotalItemsProcessed, update.UpdatedBy), Is.EqualTo(("order-1", 2, "inventory-updater")));
        Assert.That(again.InventoryUpdates, Is.EqualTo(update.InventoryUpdates));
    }

    [Test]
    public async Task An_order_is_shipped_once_however_often_it_is_asked_for()
    {
        var shipped = await new OrderFulfillment(World.Calm).Handle(Order, new Invocation());
        var again = await new OrderFulfillment(World.Faulty).Handle(Order, new Invocation());

        Assert.That(again, Is.EqualTo(shipped));
        Assert.That((shipped.FulfillmentStatus, shipped.ItemsShipped), Is.EqualTo(("SHIPPED", 2)));
        Assert.That(shipped.TrackingNumber, Does.Match("^TRK[0-9A-F]{8}$"));
        Assert.That(shipped.Carrier, Is.AnyOf("UPS", "FedEx", "USPS", "DHL"));
        Assert.That((shipped.EstimatedDelivery - World.Noon).TotalDays, Is.InRange(2, 7));
    }

    [TestCase("""{"userId":"user-1","action":"login"}""", "")]
    [TestCase("""{"userId":"","action":"login"}""", "Missing user ID")]
    [TestCase("""{"action":"login"}""", "Missing user ID")]
    [TestCase("""{"userId":"user-1","action":"dance"}""", "Invalid action type")]
    [TestCase("""{"userId":7,"action":null}""", "Missing user ID, Invalid action type")]
    public void An_event_is_judged_and_handed_on(string input, string errors)
    {
        var result = new RealtimeValidator(World.Calm).Handle(JsonNode.Parse(input)!.AsObject(), new Invocation());

        Assert.That(result["isValid"]!.GetValue<bool>(), Is.EqualTo(errors.Length == 0));
        Assert.That(
            string.Join(", ", result["validationErrors"]!.AsArray().Select(error => error!.GetValue<string>())),
            Is.EqualTo(errors)
        );
        Assert.That(result["userId"]?.ToJsonString(), Is.EqualTo(JsonNode.Parse(input)!["userId"]?.ToJsonString()));
    }

    [Test]
    public void The_latency_is_the_time_since_the_event()
    {
        var sent = World.Noon.ToUnixTimeSeconds() - 2;

        var result = new RealtimeValidator(World.Calm).Handle(
            JsonNode.Parse($$"""{"userId":"u","action":"view","timestamp":{{sent}}}""")!.AsObject(),
            new Invocation()
        );

        Assert.That(result["processingLatency"]!.GetValue<double>(), Is.EqualTo(2));
    }
}
