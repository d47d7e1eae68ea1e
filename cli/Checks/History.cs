using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Executions;

namespace Classroom.Cli.Checks;

/// <summary>What one execution did.</summary>
sealed class History
{
    readonly IReadOnlyList<HistoryEvent> events;
    readonly Dictionary<long, string> stateOf = [];

    public History(string arn, IReadOnlyList<HistoryEvent> events)
    {
        this.events = events;
        Arn = arn;
        foreach (var @event in events)
            if (StateAt(@event) is { } state)
                stateOf[@event.Id] = state;
    }

    public string Arn { get; }

    /// <summary>The name of the execution; the ARN of an Express execution ends in an id besides.</summary>
    public string Name => Arn.Split(':')[7];

    public DateTimeOffset Started => events[0].Time;

    public TimeSpan Took => events[^1].Time - Started;

    public JsonNode? Input => Parse(events[0]["input"]);

    public JsonNode? Output => IsSucceeded ? Parse(events[^1]["output"]) : null;

    public bool IsSucceeded => events[^1].Type == "ExecutionSucceeded";

    public bool IsEnded => events[^1].Type.StartsWith("Execution", StringComparison.Ordinal) && events[^1].Type != "ExecutionStarted";

    /// <summary>The error of a failed execution.</summary>
    public string? Error => IsEnded && !IsSucceeded ? events[^1]["error"] ?? events[^1].Type : null;

    /// <summary>Whether the workflow itself chose to fail, in a Fail state, as it may be asked to.</summary>
    public bool FailsByDesign => events.Any(@event => @event.Type == "FailStateEntered");

    public DateTimeOffset Ended => events[^1].Time;

    public IEnumerable<string> States => events.Where(@event => @event.IsEntered).Select(@event => @event["name"]!);

    public string? LastState => States.LastOrDefault();

    public bool Entered(string state) => States.Contains(state);

    /// <summary>How often the task of a state was started, in the entry of the state with the most starts.</summary>
    public int Attempts(string state) =>
        events
            .Where(@event => @event.IsScheduled && stateOf.GetValueOrDefault(@event.Id) == state)
            .GroupBy(EntryOf)
            .Select(group => group.Count())
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>The state of each failed attempt of a task, as often as it failed.</summary>
    public IEnumerable<string> FailedAttempts =>
        events.Where(@event => @event.IsTaskFailure).Select(@event => stateOf.GetValueOrDefault(@event.Id, ""));

    public bool Failed(string state) => events.Any(@event => @event.IsTaskFailure && stateOf.GetValueOrDefault(@event.Id) == state);

    /// <summary>The time from entering a state to leaving it, for the first entry.</summary>
    public TimeSpan? TimeIn(string state)
    {
        var entry = events.FirstOrDefault(@event => @event.IsEntered && @event["name"] == state);
        var exit = events.FirstOrDefault(@event => @event.IsExited && @event["name"] == state);
        return entry is null || exit is null ? null : exit.Time - entry.Time;
    }

    /// <summary>The most iterations of Map states that ran at the same time.</summary>
    public int MostIterationsAtOnce
    {
        get
        {
            var (running, most) = (0, 0);
            foreach (var @event in events)
            {
                running += @event.Type switch
                {
                    "MapIterationStarted" => 1,
                    "MapIterationSucceeded" or "MapIterationFailed" or "MapIterationAborted" => -1,
                    _ => 0,
                };
                most = Math.Max(most, running);
            }
            return most;
        }
    }

    public int Iterations => events.Count(@event => @event.Type == "MapIterationStarted");

    /// <summary>What a sentence about a wrong execution says: where it ended, and with which error.</summary>
    public string End =>
        !IsEnded ? $"it has not ended; it is in {LastState}"
        : IsSucceeded ? $"it ended in {LastState}"
        : $"it failed in {LastState} with {Error}";

    /// <summary>A value of the input, by its path: "items.0.productId".</summary>
    public JsonNode? Given(string path) => At(Input, path);

    public JsonNode? Returned(string path) => At(Output, path);

    public static JsonNode? At(JsonNode? node, string path) =>
        path.Split('.')
            .Aggregate(
                node,
                (found, part) =>
                    found switch
                    {
                        JsonObject map => map[part],
                        JsonArray list when int.TryParse(part, out var index) && index < list.Count => list[index],
                        _ => null,
                    }
            );

    /// <summary>The id of the event with which the state of this event was entered.</summary>
    long EntryOf(HistoryEvent @event)
    {
        for (var current = @event; ; current = Find(current.Previous)!)
            if (current.IsEntered || Find(current.Previous) is null)
                return current.Id;
    }

    /// <summary>Events follow the event that caused them, back to the entry of their state.</summary>
    string? StateAt(HistoryEvent @event) => @event.IsEntered ? @event["name"] : stateOf.GetValueOrDefault(@event.Previous);

    HistoryEvent? Find(long id) => id >= 1 && id <= events.Count && events[(int)id - 1].Id == id ? events[(int)id - 1] : null;

    static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // AWS cuts long texts in log lines; what is cut cannot be judged.
            return null;
        }
    }
}
