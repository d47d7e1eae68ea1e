using System.Text;
using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Sqs;

/// <summary>A task that moves the messages of a dead-letter queue to another queue, or back to their own queues.</summary>
sealed record MoveTask(string Id, string Source, string? Destination, int? MostPerSecond, DateTimeOffset Started, long ToMove)
{
    public const string Running = "RUNNING";
    public const string Completed = "COMPLETED";
    public const string Cancelled = "CANCELLED";
    public const string Failed = "FAILED";

    public string Status { get; init; } = Running;

    public long Moved { get; init; }

    public string? FailureReason { get; init; }

    /// <summary>The handle as AWS builds it: JSON in Base64.</summary>
    public string Handle =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonObject { ["taskId"] = Id, ["sourceArn"] = Source }.ToJsonString()));

    /// <summary>The id and the source in a handle; null if the text is no handle.</summary>
    public static (string Id, string Source)? ReadHandle(string handle)
    {
        var bytes = new byte[handle.Length];
        return
            Convert.TryFromBase64String(handle, bytes, out var count)
            && BoundedJson.TryParse(bytes.AsSpan(0, count)) is JsonObject document
            && document["taskId"].AsText() is { } id
            && document["sourceArn"].AsText() is { } source
            ? (id, source)
            : null;
    }
}
