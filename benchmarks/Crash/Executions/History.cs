using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>Rules that the history of an execution must follow, with or without restarts of the cloud.</summary>
static class History
{
    static readonly string[] Ends = ["ExecutionSucceeded", "ExecutionFailed", "ExecutionAborted", "ExecutionTimedOut"];

    /// <summary>Describes the violations in the history of an ended execution.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<JsonNode> events, Started started, string status)
    {
        if (events.Count == 0)
        {
            yield return "has no events";
            yield break;
        }
        var types = events.Select(@event => (string)@event["type"]!).ToList();
        for (var i = 0; i < events.Count; i++)
        {
            var (id, previous) = ((long)events[i]["id"]!, (long)events[i]["previousEventId"]!);
            if (id != i + 1)
            {
                yield return $"has the id {id} where {i + 1} comes next: {(id <= i ? "a number twice" : "a gap")}";
                break;
            }
            if (previous < 0 || previous >= id)
                yield return $"says that event {previous} came before event {id}";
        }
        if (types[0] != "ExecutionStarted")
            yield return $"begins with {types[0]}";
        if (types.Count(type => type == "ExecutionStarted") > 1)
            yield return "begins more than once";
        var redrives = types.Count(type => type == "ExecutionRedriven");
        if (redrives != started.Redrives)
            yield return $"has {redrives} redrives where {started.Redrives} were acknowledged";
        if (types.Count(Ends.Contains) != redrives + 1)
            yield return $"has {types.Count(Ends.Contains)} ends after {redrives} redrives";
        if (EndOf(types[^1]) != status)
            yield return $"ends with {types[^1]}, and the execution is {status}";
        var times = events.Select(@event => @event["timestamp"]!.GetValue<double>()).ToList();
        if (times.Zip(times.Skip(1)).Any(pair => pair.Second < pair.First))
            yield return "goes back in time";
        if (redrives > 0 && Entries(events).Count(state => state == "Before") != 1)
            yield return "repeats a state that had succeeded before the redrive";
        if (
            redrives == 0
            && started.Kind.Enters is { } enters
            && Entries(events) is var entered
            && Due(started, enters) is var due
            && !entered.SequenceEqual(due)
        )
            yield return $"enters {string.Join(", ", entered)} where {string.Join(", ", due)} are due";
    }

    static List<string> Due(Started started, Func<JsonNode, IEnumerable<string>> enters) =>
        [.. enters(JsonNode.Parse(started.Input)!).Order(StringComparer.Ordinal)];

    static List<string> Entries(IReadOnlyList<JsonNode> events) =>
        [
            .. events
                .Where(@event => ((string)@event["type"]!).EndsWith("StateEntered", StringComparison.Ordinal))
                .Select(@event => (string)@event["stateEnteredEventDetails"]!["name"]!)
                .Order(StringComparer.Ordinal),
        ];

    static string EndOf(string type) =>
        type switch
        {
            "ExecutionSucceeded" => "SUCCEEDED",
            "ExecutionFailed" => "FAILED",
            "ExecutionAborted" => "ABORTED",
            "ExecutionTimedOut" => "TIMED_OUT",
            _ => "RUNNING",
        };
}
