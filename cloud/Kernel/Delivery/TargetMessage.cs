using System.Text.Json.Nodes;

namespace Classroom.Cloud.Delivery;

/// <summary>The message that is sent to a target.</summary>
/// <param name="Body">
/// The payload for a function, the input of a workflow, the body of an SQS or SNS message, or the text of a log event.
/// </param>
sealed record TargetMessage(string Body)
{
    public string? Subject { get; init; }

    /// <summary>Message attributes, in the format of SendMessage.</summary>
    public JsonNode? Attributes { get; init; }

    public string? Group { get; init; }

    public string? Deduplication { get; init; }

    /// <summary>The trace header of the request that caused the message.</summary>
    public string? Trace { get; init; }

    /// <summary>The event for an event bus, sent instead of the body.</summary>
    public BusEntry? Entry { get; init; }
}

/// <summary>An event for another event bus.</summary>
sealed record BusEntry(string? Source, string? DetailType, string? Detail, JsonNode? Resources = null);
