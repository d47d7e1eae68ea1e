namespace Classroom.Functions.Orders;

public sealed record Order(string? OrderId, string? CustomerId, decimal Amount, IReadOnlyList<OrderLine>? Items)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<OrderLine> Lines => Items ?? [];
}

public sealed record OrderLine(string? ProductId, int Quantity, decimal? Price);

public sealed record OrderValidation(
    string? OrderId,
    string? CustomerId,
    decimal Amount,
    IReadOnlyList<OrderLine> Items,
    bool IsValid,
    IReadOnlyList<string> ValidationErrors,
    DateTimeOffset ValidationTimestamp,
    string ValidatedBy
);

public sealed record Payment(
    string? OrderId,
    string? CustomerId,
    decimal Amount,
    IReadOnlyList<OrderLine> Items,
    string PaymentId,
    string Status,
    string Message,
    DateTimeOffset PaymentTimestamp,
    string ProcessedBy
);

public sealed record InventoryUpdate(
    string? OrderId,
    IReadOnlyList<StockChange> InventoryUpdates,
    int TotalItemsProcessed,
    DateTimeOffset UpdateTimestamp,
    string UpdatedBy
);

public sealed record StockChange(string? ProductId, int QuantityReduced, int PreviousStock, int NewStock, DateTimeOffset UpdateTimestamp);

public sealed record Fulfillment(
    string? OrderId,
    string? CustomerId,
    string FulfillmentStatus,
    string TrackingNumber,
    string Carrier,
    DateTimeOffset EstimatedDelivery,
    int ItemsShipped,
    DateTimeOffset FulfillmentTimestamp,
    string FulfilledBy
);
