using System.Text.Json.Nodes;

namespace Classroom.Functions.Inventory;

public sealed record OrderCheck(bool Valid, IReadOnlyList<string> Errors, string? OrderId, DateTimeOffset ValidatedAt);

public sealed record StockCheck(bool InventoryAvailable, string? OrderId, string Warehouse, DateTimeOffset CheckedAt);

public sealed record InventoryPayment(string PaymentId, string Status, decimal Amount, string? OrderId, DateTimeOffset ProcessedAt);

/// <summary>Reads the amount of an order; other fields are ignored.</summary>
static class InventoryOrder
{
    public static decimal? Amount(this JsonObject order) =>
        order["amount"] is JsonValue value && value.TryGetValue<decimal>(out var amount) ? amount : null;
}
