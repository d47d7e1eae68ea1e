using System.Globalization;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Executions.Timelines;

/// <summary>What a timeline needs of a definition: which errors a state retries, and how many branches it has.</summary>
sealed class WorkflowText
{
    readonly Dictionary<string, JsonObject> states = new(StringComparer.Ordinal);

    /// <param name="definition">Null where the reader may not see it; the timeline then says less.</param>
    public WorkflowText(JsonNode? definition) => Collect(definition as JsonObject, 0);

    /// <summary>The width of the longest name of a state, indented by the states around it.</summary>
    public int Widest { get; private set; }

    public int Branches(string state) => (states.GetValueOrDefault(state)?["Branches"] as JsonArray)?.Count ?? 0;

    /// <summary>The error that a Fail state names; null if it names none, or takes it from its input.</summary>
    public string? Error(string state) => (string?)states.GetValueOrDefault(state)?["Error"];

    public string? MostAtOnce(string state) => states.GetValueOrDefault(state)?["MaxConcurrency"]?.ToString();

    /// <summary>"again in 2 s (1 of 3)" if the state retries this error; null if it does not.</summary>
    /// <param name="failures">The errors of earlier attempts of the state.</param>
    public string? Retry(string state, string error, IReadOnlyList<string> failures)
    {
        var retriers = (states.GetValueOrDefault(state)?["Retry"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var retrier = retriers.Find(candidate => Matches(candidate, error));
        if (retrier is null)
            return null;
        var before = failures.Count(earlier => retriers.Find(candidate => Matches(candidate, earlier)) == retrier);
        var most = (int)Number(retrier, "MaxAttempts", 3);
        if (before >= most)
            return null;
        var pause = Number(retrier, "IntervalSeconds", 1) * Math.Pow(Number(retrier, "BackoffRate", 2), before);
        if (retrier["MaxDelaySeconds"] is not null)
            pause = Math.Min(pause, Number(retrier, "MaxDelaySeconds", pause));
        var when = (string?)retrier["JitterStrategy"] == "FULL" ? "within" : "in";
        return string.Create(CultureInfo.InvariantCulture, $"again {when} {pause:0.##} s ({before + 1} of {most})");
    }

    void Collect(JsonObject? graph, int depth)
    {
        foreach (var (name, state) in (graph?["States"] as JsonObject ?? []).Select(pair => (pair.Key, pair.Value as JsonObject)))
        {
            if (state is null)
                continue;
            states[name] = state;
            Widest = Math.Max(Widest, name.Length + (2 * depth));
            foreach (var branch in (state["Branches"] as JsonArray ?? []).OfType<JsonObject>())
                Collect(branch, depth + 1);
            Collect((state["ItemProcessor"] ?? state["Iterator"]) as JsonObject, depth + 1);
        }
    }

    static bool Matches(JsonObject retrier, string error) =>
        (retrier["ErrorEquals"] as JsonArray ?? [])
            .Select(name => (string?)name)
            .Any(name =>
                name == error
                || (name == "States.ALL" && error is not ("States.DataLimitExceeded" or "States.Runtime"))
                || (name == "States.TaskFailed" && error != "States.Timeout")
            );

    static double Number(JsonObject retrier, string name, double otherwise) =>
        retrier[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : otherwise;
}
