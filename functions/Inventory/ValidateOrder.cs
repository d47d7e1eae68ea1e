using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Inventory;

/// <summary>Checks that an order has an id, a customer and an amount.</summary>
public sealed class ValidateOrder(FunctionEnvironment environment)
{
    public ValidateOrder()
        : this(FunctionEnvironment.Lambda) { }

    public OrderCheck Handle(JsonObject order, ILambdaContext context)
    {
        var errors = Mistakes(order).ToList();
        var orderId = order.Text("orderId");
        context.Logger.LogInformation("Order {orderId}: {errorCount} mistakes", orderId, errors.Count);
        return new(errors.Count == 0, errors, orderId, environment.Now);
    }

    static IEnumerable<string> Mistakes(JsonObject order)
    {
        foreach (var field in new[] { "orderId", "customerId" })
            if (string.IsNullOrWhiteSpace(order.Text(field)))
                yield return $"{field} is missing or empty";
        if (order.Amount() is not { } amount)
            yield return "amount is missing or not a number";
        else if (amount <= 0)
            yield return $"amount is {amount}; it must be more than 0";
    }
}
