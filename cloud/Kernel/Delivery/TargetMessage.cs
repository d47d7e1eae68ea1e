using System.Text.Json.Nodes;

namespace Classroom.Cloud.Delivery;

/// <summary>What a target gets.</summary>
/// <param name="Body">The payload of a function, the input of a workflow, the body of a message, or the text of a log event.</param>
sealed record TargetMessage(string Body)
{
    public string? Subject { get; init; }

    /// <summary>Attributes of a message, as SendMessage takes them.</summary>
    public JsonNode? Attributes { get; init; }

    public string? Group { get; init; }

    public string? Deduplication { get; init; }

    /// <summary>What an event bus gets in place of the body.</summary>
    public BusEntry? Entry { get; init; }
}

/// <summary>An event for another bus.</summary>
sealed record BusEntry(string? Source, string? DetailType, string? Detail, JsonNode? Resources = null);
