namespace Classroom.Cli.Calls;

/// <summary>A request before it is signed.</summary>
/// <param name="Path">With the query.</param>
sealed record AwsRequest(HttpMethod Method, string Path)
{
    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
