using System.Text.Json.Nodes;
using Classroom.Functions.Inventory;

namespace Classroom.Functions.Tests.Inventory;

public sealed class InventoryHandlersTests
{
    [TestCase("""{"orderId":"o-1","customerId":"c-1","amount":10}""", "")]
    [TestCase("""{"orderId":"o-1","amount":10}""", "customerId is missing or empty")]
    [TestCase("""{"orderId":"o-1","customerId":"c-1","amount":-5}""", "amount is -5; it must be more than 0")]
    [TestCase("""{"orderId":"o-1","customerId":"c-1","amount":"ten"}""", "amount is missing or not a number")]
    [TestCase("{}", "orderId is missing or empty|customerId is missing or empty|amount is missing or not a number")]
    public void An_order_is_checked_and_every_mistake_named(string order, string errors)
    {
        var check = new ValidateOrder(World.Calm).Handle(Parse(order), new Invocation());

        Assert.That((check.Valid, string.Join('|', check.Errors), check.ValidatedAt), Is.EqualTo((errors.Length == 0, errors, World.Noon)));
    }

    [Test]
    public async Task Stock_is_there_unless_chance_has_it_otherwise()
    {
        var calm = await new CheckInventory(World.Calm).Handle(Parse("""{"orderId":"o-1"}"""), new Invocation());
        var faulty = await new CheckInventory(World.Faulty).Handle(Parse("""{"orderId":"o-1"}"""), new Invocation());

        Assert.That(
            (calm, faulty),
            Is.EqualTo((new StockCheck(true, "o-1", "warehouse-1", World.Noon), new StockCheck(false, "o-1", "warehouse-1", World.Noon)))
        );
    }

    [Test]
    public async Task A_payment_belongs_to_its_order()
    {
        var order = Parse("""{"orderId":"o-1","amount":10.5}""");

        var payment = await new ProcessPayment(World.Calm).Handle(order, new Invocation());
        var again = await new ProcessPayment(World.Calm).Handle(order, new Invocation());

        Assert.That(again, Is.EqualTo(payment));
        Assert.That((payment.Status, payment.Amount, payment.OrderId), Is.EqualTo(("completed", 10.5m, "o-1")));
    }

    [Test]
    public async Task A_declined_payment_is_what_the_workflow_retries() =>
        Assert.That(
            (
                await Assert.ThrowsAsync<PaymentDeclinedException>(() =>
                    new ProcessPayment(World.Faulty).Handle(Parse("""{"orderId":"o-1","amount":10}"""), new Invocation())
                )
            )!.Message,
            Is.EqualTo("Order o-1: the bank declined 10")
        );

    [Test]
    public async Task A_payment_without_an_amount_is_refused() =>
        await Assert.ThrowsAsync<ValidationException>(() =>
            new ProcessPayment(World.Calm).Handle(Parse("""{"orderId":"o-1"}"""), new Invocation())
        );

    static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
