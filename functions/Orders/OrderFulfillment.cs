using Amazon.Lambda.Core;

namespace Classroom.Functions.Orders;

/// <summary>
/// Ships an order. The tracking number and the carrier depend on the order alone, so that a retry does not ship a second parcel.
/// </summary>
public sealed class OrderFulfillment(FunctionEnvironment environment)
{
    static readonly string[] Carriers = ["UPS", "FedEx", "USPS", "DHL"];

    public OrderFulfillment()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<Fulfillment> Handle(Order order, ILambdaContext context)
    {
        await environment.WorkAsync(1, 2);
        var tracking = $"TRK{Chance.DigitsFor(8, "tracking", order.OrderId).ToUpperInvariant()}";
        var carrier = Carriers[Chance.NumberFor(0, Carriers.Length - 1, "carrier", order.OrderId)];
        var delivery = environment.Now.AddDays(Chance.NumberFor(2, 7, "delivery", order.OrderId));
        context.Logger.LogInformation(
            "Order {orderId} shipped with {carrier}, tracking {trackingNumber}",
            order.OrderId,
            carrier,
            tracking
        );
        return new(
            order.OrderId,
            order.CustomerId,
            "SHIPPED",
            tracking,
            carrier,
            delivery,
            order.Lines.Count,
            environment.Now,
            "order-fulfillment"
        );
    }
}
