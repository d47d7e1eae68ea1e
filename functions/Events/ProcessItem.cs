using Amazon.Lambda.Core;

namespace Classroom.Functions.Events;

/// <summary>Processes one item of an order. The Map state of the workflow runs five of these at once.</summary>
public sealed class ProcessItem(FunctionEnvironment environment)
{
    public ProcessItem()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<ProcessedItem> Handle(OrderItem item, ILambdaContext context)
    {
        if (string.IsNullOrWhiteSpace(item.ProductId))
            throw new ValidationException("productId is missing or empty");
        if (item.Quantity <= 0)
            throw new ValidationException($"quantity of {item.ProductId} is {item.Quantity}; it must be 1 or more");
        await environment.WorkAsync(0.2, 1);
        if (environment.Chance.Happens(environment.TransientErrorRate))
            throw new TransientException("TRANSIENT: the warehouse did not answer in time");
        context.Logger.LogInformation("{quantity} of {productId} processed", item.Quantity, item.ProductId);
        return new(item.OrderId, item.ProductId, item.Quantity, "processed", environment.Now);
    }
}
