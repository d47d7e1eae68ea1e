using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Inventory;

/// <summary>Looks an order, or one item of it, up in the warehouse.</summary>
public sealed class CheckInventory(Surroundings surroundings)
{
    public CheckInventory() : this(Surroundings.Lambda)
    {
    }

    public async Task<StockCheck> Handle(JsonObject order, ILambdaContext context)
    {
        await surroundings.WorkAsync(0.2, 0.8);
        var orderId = order.Text("orderId");
        var available = !surroundings.Chance.Happens(surroundings.OutOfStockRate);
        context.Logger.LogInformation("Stock for order {orderId}: {available}", orderId, available);
        return new(available, orderId, "warehouse-1", surroundings.Now);
    }
}
