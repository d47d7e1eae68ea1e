using Amazon.Lambda.Core;

namespace Classroom.Functions.Orders;

/// <summary>Charges the payment. The payment id depends on the order alone, so that a retry does not charge a second payment.</summary>
public sealed class PaymentProcessor(FunctionEnvironment environment)
{
    public PaymentProcessor()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<Payment> Handle(Order order, ILambdaContext context)
    {
        await environment.WorkAsync(1, 3);
        if (environment.Chance.Happens(environment.PaymentFailureRate))
        {
            var reason = environment.Chance.OneOf(
                "Insufficient funds",
                "Invalid payment method",
                "Card expired",
                "Payment gateway timeout"
            );
            context.Logger.LogWarning("Payment for order {orderId} declined: {reason}", order.OrderId, reason);
            throw new PaymentDeclinedException($"Order {order.OrderId}: {reason}");
        }
        var paymentId = $"pay_{Chance.DigitsFor(8, order.OrderId, order.CustomerId)}";
        context.Logger.LogInformation("Payment {paymentId} for order {orderId} taken", paymentId, order.OrderId);
        return new(
            order.OrderId,
            order.CustomerId,
            order.Amount,
            order.Lines,
            paymentId,
            "SUCCESS",
            "Payment processed successfully",
            environment.Now,
            "payment-processor"
        );
    }
}
