using System.Text.Json.Nodes;

namespace Classroom.Cli.Bulk;

/// <summary>The outcomes, the latencies and the ends of the executions of a load test.</summary>
sealed record BulkSummary(string Name, IReadOnlyList<BulkOutcome> Outcomes)
{
    readonly IReadOnlyList<TimeSpan> latencies =
    [
        .. Outcomes.Where(outcome => outcome.Status != "REFUSED").Select(outcome => outcome.Took).Order(),
    ];

    public int Succeeded => Outcomes.Count(outcome => outcome.IsSucceeded);

    /// <summary>The latency that this share of the executions does not exceed, by nearest rank.</summary>
    public TimeSpan Percentile(double share) =>
        latencies.Count == 0
            ? TimeSpan.Zero
            : latencies[Math.Clamp((int)Math.Ceiling(share * latencies.Count) - 1, 0, latencies.Count - 1)];

    /// <summary>How many executions ended in which state and with which error, the most frequent first.</summary>
    public IReadOnlyList<(string Status, string State, string? Error, int Count)> Ends =>
        [
            .. Outcomes
                .GroupBy(outcome => (outcome.Status, State: outcome.State ?? "", outcome.Error))
                .Select(group => (group.Key.Status, group.Key.State, group.Key.Error, group.Count()))
                .OrderByDescending(end => end.Item4)
                .ThenBy(end => end.State, StringComparer.Ordinal),
        ];

    /// <summary>How often the tasks of each state failed, retries included.</summary>
    public IReadOnlyList<(string State, int Count)> FailedAttempts =>
        [
            .. Outcomes
                .SelectMany(outcome => outcome.FailedAttempts ?? [])
                .GroupBy(state => state)
                .Select(group => (group.Key, group.Count()))
                .OrderByDescending(state => state.Item2)
                .ThenBy(state => state.Key, StringComparer.Ordinal),
        ];

    /// <summary>How many executions took how long: equal steps from the fastest to the slowest.</summary>
    public IReadOnlyList<(TimeSpan From, TimeSpan To, int Count)> Histogram(int steps)
    {
        if (latencies.Count == 0)
            return [];
        var (least, most) = (latencies[0], latencies[^1]);
        var step = (most - least) / steps;
        if (step <= TimeSpan.Zero)
            return [(least, most, latencies.Count)];
        var counts = new int[steps];
        foreach (var latency in latencies)
            counts[Math.Min(steps - 1, (int)((latency - least) / step))]++;
        return [.. counts.Select((count, index) => (least + index * step, least + (index + 1) * step, count))];
    }

    public JsonObject Json() =>
        new()
        {
            ["name"] = Name,
            ["executions"] = Outcomes.Count,
            ["succeeded"] = Succeeded,
            ["p50"] = Percentile(0.5).TotalSeconds,
            ["p90"] = Percentile(0.9).TotalSeconds,
            ["max"] = Percentile(1).TotalSeconds,
            ["failedAttempts"] = new JsonObject(FailedAttempts.Select(state => KeyValuePair.Create(state.State, (JsonNode?)state.Count))),
            ["ends"] = new JsonArray([
                .. Ends.Select(end =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["status"] = end.Status,
                            ["state"] = end.State,
                            ["error"] = end.Error,
                            ["count"] = end.Count,
                        }
                ),
            ]),
        };
}
