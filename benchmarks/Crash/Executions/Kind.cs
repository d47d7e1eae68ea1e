using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>How an execution has to end.</summary>
sealed record Ending(string Status, JsonNode? Output = null, string? Error = null)
{
    public static Ending Success(JsonNode? output) => new("SUCCEEDED", output);
}

/// <summary>A state machine with inputs for it and what has to come of each.</summary>
sealed record Kind(string Name, string Definition)
{
    public string MachineArn => Scene.Arn("states", $"stateMachine:{Name}");

    public required Func<Random, JsonNode> Input { get; init; }

    /// <summary>Null where it depends on what is still to be sent.</summary>
    public required Func<JsonNode, Ending?> Ends { get; init; }

    /// <summary>The states that its history enters, in any order; null where that is not the same each time.</summary>
    public Func<JsonNode, IEnumerable<string>>? Enters { get; init; }

    /// <summary>The time that its Wait states take.</summary>
    public TimeSpan Least { get; init; }

    /// <summary>Whether it sends its name to the queue of witnesses.</summary>
    public bool IsWitnessed { get; init; }

    /// <summary>The machine of which each execution starts one named after it.</summary>
    public string? Child { get; init; }

    /// <summary>How many items a distributed Map of it has.</summary>
    public int MapItems { get; init; }

    public string ArnOf(string execution) => Scene.Arn("states", $"execution:{Name}:{execution}");
}

/// <summary>An execution that a writer asked for.</summary>
sealed class Started(string name, Kind kind, string input, int start)
{
    public string Name => name;

    public Kind Kind => kind;

    public string Arn => kind.ArnOf(name);

    /// <summary>Its input, as long as it has not ended.</summary>
    public string Input { get; set; } = input;

    /// <summary>How often the cloud had been started when it began.</summary>
    public int Start => start;

    public DateTimeOffset Asked { get; } = DateTimeOffset.UtcNow;

    public bool IsAcknowledged { get; set; }

    /// <summary>How it must end; null where that depends on what is still to be sent.</summary>
    public Ending? Ending { get; set; } = kind.Ends(JsonNode.Parse(input)!);

    /// <summary>Whether StartExecution was called for it before.</summary>
    public bool WasAsked { get; set; }

    /// <summary>The token of the task that it waits for.</summary>
    public string? Token { get; set; }

    /// <summary>What was sent for it to go on: the output of its task, or the error of its stop.</summary>
    public JsonNode? Answer { get; set; }

    public bool IsAnswered { get; set; }

    /// <summary>How often a redrive of it was acknowledged.</summary>
    public int Redrives { get; set; }

    /// <summary>Whether its traces elsewhere were compared.</summary>
    public bool WasTold { get; set; }

    /// <summary>How many events of its history were seen, and what they came to: none of them changes or goes any more.</summary>
    public (int Count, string Digest) Seen { get; set; }

    /// <summary>What its description and its history came to when it had ended: neither changes any more.</summary>
    public string? Digest { get; set; }

    public bool EndedWithoutKill { get; set; }
}
