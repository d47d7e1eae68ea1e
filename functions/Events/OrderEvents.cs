using System.Text.Json.Nodes;

namespace Classroom.Functions.Events;

public sealed record OrderItem(string? OrderId, string? ProductId, int Quantity);

public sealed record ProcessedItem(string? OrderId, string? ProductId, int Quantity, string Status, DateTimeOffset ProcessedAt);

public sealed record PremiumOrder(string? OrderId, string Status, string Priority, int ItemCount, DateTimeOffset ProcessedAt);

public sealed record HandledError(string? Error, string? Cause, string Status, DateTimeOffset HandledAt);

/// <summary>Reads texts of a document that may be anything.</summary>
static class Document
{
    public static string? Text(JsonNode? document, string name) =>
        document is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
