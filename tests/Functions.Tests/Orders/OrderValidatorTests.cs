using Classroom.Functions.Orders;

namespace Classroom.Functions.Tests.Orders;

public sealed class OrderValidatorTests
{
    static readonly Order Good = new("order-12345", "customer-67890", 99.99m, [new("laptop-001", 1, 99.99m)]);

    [Test]
    public async Task A_good_order_is_valid_and_handed_on()
    {
        var result = await new OrderValidator(World.Calm).Handle(Good, new Invocation());

        Assert.That(
            result,
            Is.EqualTo(
                new OrderValidation(
                    "order-12345",
                    "customer-67890",
                    99.99m,
                    Good.Lines,
                    true,
                    result.ValidationErrors,
                    World.Noon,
                    "order-validator"
                )
            )
        );
        Assert.That(result.ValidationErrors, Is.Empty);
    }

    [Test]
    public async Task Every_mistake_is_named_at_once()
    {
        var result = await new OrderValidator(World.Calm).Handle(new("", " ", -10, []), new Invocation());

        Assert.That(result.IsValid, Is.False);
        Assert.That(
            result.ValidationErrors,
            Is.EqualTo(new[] { "Missing order ID", "Missing customer ID", "Invalid amount", "No items in order" })
        );
    }

    [Test]
    public async Task An_item_out_of_stock_makes_the_order_invalid()
    {
        var result = await new OrderValidator(World.Faulty).Handle(Good, new Invocation());

        Assert.That(result.ValidationErrors, Is.EqualTo(new[] { "Item laptop-001 is out of stock" }));
    }
}
