using Amazon.Lambda.Core;

namespace Classroom.Functions.Orders;

/// <summary>Validates an order and returns all its errors.</summary>
public sealed class OrderValidator(FunctionEnvironment environment)
{
    public OrderValidator()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<OrderValidation> Handle(Order order, ILambdaContext context)
    {
        await environment.WorkAsync(0.5, 1.5);
        var errors = Mistakes(order).Concat(OutOfStock(order)).ToList();
        if (errors.Count == 0)
            context.Logger.LogInformation("Order {orderId} is valid", order.OrderId);
        else
            context.Logger.LogWarning("Order {orderId} is invalid: {errors}", order.OrderId, string.Join("; ", errors));
        return new(
            order.OrderId,
            order.CustomerId,
            order.Amount,
            order.Lines,
            errors.Count == 0,
            errors,
            environment.Now,
            "order-validator"
        );
    }

    static IEnumerable<string> Mistakes(Order order)
    {
        if (string.IsNullOrWhiteSpace(order.OrderId))
            yield return "Missing order ID";
        if (string.IsNullOrWhiteSpace(order.CustomerId))
            yield return "Missing customer ID";
        if (order.Amount <= 0)
            yield return "Invalid amount";
        if (order.Lines.Count == 0)
            yield return "No items in order";
    }

    IEnumerable<string> OutOfStock(Order order) =>
        order
            .Lines.Where(_ => environment.Chance.Happens(environment.OutOfStockRate))
            .Select(line => $"Item {line.ProductId ?? "unknown"} is out of stock");
}
