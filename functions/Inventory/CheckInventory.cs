using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Inventory;

/// <summary>Checks the stock for an order or for one of its items.</summary>
public sealed class CheckInventory(FunctionEnvironment environment)
{
    public CheckInventory()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<StockCheck> Handle(JsonObject order, ILambdaContext context)
    {
        await environment.WorkAsync(0.2, 0.8);
        var orderId = order.Text("orderId");
        var available = !environment.Chance.Happens(environment.OutOfStockRate);
        context.Logger.LogInformation("Stock for order {orderId}: {available}", orderId, available);
        return new(available, orderId, "warehouse-1", environment.Now);
    }
}
