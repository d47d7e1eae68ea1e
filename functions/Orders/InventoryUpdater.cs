using Amazon.Lambda.Core;

namespace Classroom.Functions.Orders;

/// <summary>
/// Takes the items of an order from stock. The previous stock depends on the order and the product alone, so that a retry reports the same
/// numbers.
/// </summary>
public sealed class InventoryUpdater(FunctionEnvironment environment)
{
    public InventoryUpdater()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<InventoryUpdate> Handle(Order order, ILambdaContext context)
    {
        await environment.WorkAsync(0.3, 1);
        var changes = order.Lines.Select(line => Take(order, line)).ToList();
        foreach (var change in changes)
            context.Logger.LogInformation(
                "Stock of {productId}: {previousStock} to {newStock}",
                change.ProductId,
                change.PreviousStock,
                change.NewStock
            );
        return new(order.OrderId, changes, changes.Count, environment.Now, "inventory-updater");
    }

    StockChange Take(Order order, OrderLine line)
    {
        var previous = Chance.NumberFor(50, 200, order.OrderId, line.ProductId);
        return new(line.ProductId, line.Quantity, previous, previous - line.Quantity, environment.Now);
    }
}
