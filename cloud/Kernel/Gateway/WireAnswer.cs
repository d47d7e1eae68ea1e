namespace Classroom.Cloud.Gateway;

/// <summary>An HTTP answer.</summary>
sealed record WireAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static WireAnswer Empty(int status) => new(status, null, ReadOnlyMemory<byte>.Empty);

    public WireAnswer With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}
