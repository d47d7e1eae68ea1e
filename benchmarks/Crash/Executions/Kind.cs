using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>The expected end of an execution.</summary>
sealed record Ending(string Status, JsonNode? Output = null, string? Error = null)
{
    public static Ending Success(JsonNode? output) => new("SUCCEEDED", output);
}

/// <summary>A state machine, with inputs and the expected result of each.</summary>
sealed record Kind(string Name, string Definition)
{
    public string MachineArn => Scene.Arn("states", $"stateMachine:{Name}");

    public required Func<Random, JsonNode> Input { get; init; }

    /// <summary>Returns null if the end depends on an answer that is sent later.</summary>
    public required Func<JsonNode, Ending?> Ends { get; init; }

    /// <summary>The states that the history enters, in any order; null if they are not the same each time.</summary>
    public Func<JsonNode, IEnumerable<string>>? Enters { get; init; }

    /// <summary>The total time of its Wait states.</summary>
    public TimeSpan Least { get; init; }

    /// <summary>Whether it sends its name to the queue of witnesses.</summary>
    public bool IsWitnessed { get; init; }

    /// <summary>The state machine of which each execution starts one child execution, named after itself.</summary>
    public string? Child { get; init; }

    /// <summary>The number of items of its distributed Map.</summary>
    public int MapItems { get; init; }

    public string ArnOf(string execution) => Scene.Arn("states", $"execution:{Name}:{execution}");
}

/// <summary>An execution that a writer has started.</summary>
sealed class Started(string name, Kind kind, string input, int start)
{
    public string Name => name;

    public Kind Kind => kind;

    public string Arn => kind.ArnOf(name);

    /// <summary>Its input, until it has ended.</summary>
    public string Input { get; set; } = input;

    /// <summary>The number of starts of the cloud when the execution began.</summary>
    public int Start => start;

    public DateTimeOffset Asked { get; } = DateTimeOffset.UtcNow;

    public bool IsAcknowledged { get; set; }

    /// <summary>The expected end; null if it depends on an answer that is sent later.</summary>
    public Ending? Ending { get; set; } = kind.Ends(JsonNode.Parse(input)!);

    /// <summary>Whether StartExecution was already called for it.</summary>
    public bool WasAsked { get; set; }

    /// <summary>The token of the task that it waits for.</summary>
    public string? Token { get; set; }

    /// <summary>The value that was sent to it: the output of its task, or the error of its stop.</summary>
    public JsonNode? Answer { get; set; }

    public bool IsAnswered { get; set; }

    /// <summary>The number of acknowledged redrives.</summary>
    public int Redrives { get; set; }

    /// <summary>Whether its effects on other services were compared.</summary>
    public bool WasTold { get; set; }

    /// <summary>The number of events that were read, and their digest: these events must not change or disappear.</summary>
    public (int Count, string Digest) Seen { get; set; }

    /// <summary>The digest of its description and history after its end, which must not change.</summary>
    public string? Digest { get; set; }

    public bool EndedWithoutKill { get; set; }
}
