using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Events;

/// <summary>Processes the order of a premium customer as a whole.</summary>
public sealed class ProcessPremium(FunctionEnvironment environment)
{
    public ProcessPremium()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<PremiumOrder> Handle(JsonObject order, ILambdaContext context)
    {
        await environment.WorkAsync(0.2, 0.5);
        if (environment.Chance.Happens(environment.TransientErrorRate))
            throw new TransientException("TRANSIENT: the premium desk did not answer in time");
        var orderId = order.Text("orderId");
        var items = order["items"] is JsonArray list ? list.Count : 0;
        context.Logger.LogInformation("Premium order {orderId} with {itemCount} items processed", orderId, items);
        return new(orderId, "processed", "premium", items, environment.Now);
    }
}
