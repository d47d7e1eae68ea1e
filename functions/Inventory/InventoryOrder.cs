using System.Text.Json.Nodes;

namespace Classroom.Functions.Inventory;

public sealed record OrderCheck(bool Valid, IReadOnlyList<string> Errors, string? OrderId, DateTimeOffset ValidatedAt);

public sealed record StockCheck(bool InventoryAvailable, string? OrderId, string Warehouse, DateTimeOffset CheckedAt);

public sealed record InventoryPayment(string PaymentId, string Status, decimal Amount, string? OrderId, DateTimeOffset ProcessedAt);

/// <summary>Reads what the lab's orders have in common, whatever else they carry.</summary>
static class InventoryOrder
{
    public static string? Text(JsonObject order, string name) => order[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static decimal? Amount(JsonObject order) => order["amount"] is JsonValue value && value.TryGetValue<decimal>(out var amount) ? amount : null;
}
