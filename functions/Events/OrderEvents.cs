namespace Classroom.Functions.Events;

public sealed record OrderItem(string? OrderId, string? ProductId, int Quantity);

public sealed record ProcessedItem(string? OrderId, string? ProductId, int Quantity, string Status, DateTimeOffset ProcessedAt);

public sealed record PremiumOrder(string? OrderId, string Status, string Priority, int ItemCount, DateTimeOffset ProcessedAt);

public sealed record HandledError(string? Error, string? Cause, string Status, DateTimeOffset HandledAt);
