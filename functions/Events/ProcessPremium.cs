using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Events;

/// <summary>Processes a premium customer's order as a whole and ahead of others.</summary>
public sealed class ProcessPremium(Surroundings surroundings)
{
    public ProcessPremium() : this(Surroundings.Lambda)
    {
    }

    public async Task<PremiumOrder> Handle(JsonObject order, ILambdaContext context)
    {
        await surroundings.WorkAsync(0.2, 0.5);
        if (surroundings.Chance.Happens(surroundings.TransientErrorRate)) throw new TransientException("TRANSIENT: the premium desk did not answer in time");
        var orderId = order.Text("orderId");
        var items = order["items"] is JsonArray list ? list.Count : 0;
        context.Logger.LogInformation("Premium order {orderId} with {itemCount} items processed", orderId, items);
        return new(orderId, "processed", "premium", items, surroundings.Now);
    }
}
