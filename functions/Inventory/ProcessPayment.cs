using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Inventory;

/// <summary>Charges the payment of an order, or throws the error that the workflow retries.</summary>
public sealed class ProcessPayment(FunctionEnvironment environment)
{
    public ProcessPayment()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<InventoryPayment> Handle(JsonObject order, ILambdaContext context)
    {
        var orderId = order.Text("orderId");
        if (order.Amount() is not { } amount)
            throw new ValidationException("amount is missing or not a number");
        await environment.WorkAsync(0.5, 1.5);
        if (environment.Chance.Happens(environment.PaymentFailureRate))
        {
            context.Logger.LogWarning("Payment for order {orderId} declined", orderId);
            throw new PaymentDeclinedException($"Order {orderId}: the bank declined {amount}");
        }
        var paymentId = $"PAY-{Chance.DigitsFor(8, orderId).ToUpperInvariant()}";
        context.Logger.LogInformation("Payment {paymentId} for order {orderId} taken", paymentId, orderId);
        return new(paymentId, "completed", amount, orderId, environment.Now);
    }
}
