using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks;

/// <summary>
/// The definition of a workflow. The methods whose names begin with Lacks return one sentence for each thing that is not as it is asked.
/// </summary>
sealed class Definition
{
    readonly Dictionary<string, JsonObject> states = new(StringComparer.Ordinal);

    Definition(JsonObject root)
    {
        Root = root;
        Collect(root);
    }

    public JsonObject Root { get; }

    /// <summary>All states, those inside of Parallel and Map states too.</summary>
    public IReadOnlyDictionary<string, JsonObject> States => states;

    public static Definition? Parse(string? text)
    {
        try
        {
            return text is not null && JsonNode.Parse(text) is JsonObject root ? new(root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public JsonObject? Find(string state) => states.GetValueOrDefault(state);

    /// <summary>The name of the function that a state calls; null for other states.</summary>
    public static string? FunctionOf(JsonObject state)
    {
        if ((string?)state["Type"] != "Task" || (string?)state["Resource"] is not { } resource)
            return null;
        var arn = resource.Contains(":states:::lambda:invoke", StringComparison.Ordinal)
            ? (string?)((state["Parameters"] ?? state["Arguments"]) as JsonObject)?["FunctionName"]
            : resource;
        if (arn is null || (arn.Contains(':') && !arn.Contains(":function:", StringComparison.Ordinal)))
            return null;
        var name = arn.Contains(":function:", StringComparison.Ordinal) ? arn.Split(":function:")[1] : arn;
        return name.Split(':')[0];
    }

    public IEnumerable<string> LacksState(string state, string type)
    {
        if (Find(state) is not { } found)
            yield return $"there is no state {state}";
        else if ((string?)found["Type"] != type)
            yield return $"{state} is a {found["Type"]} state, not a {type} state";
    }

    /// <summary>A Choice state that goes to a state if a variable has a value.</summary>
    public IEnumerable<string> LacksRule(string choice, string variable, JsonNode value, string next)
    {
        if (Find(choice)?["Choices"] is not JsonArray rules)
            return [$"there is no Choice state {choice}"];
        var fitting = rules.OfType<JsonObject>().Where(rule => (string?)rule["Variable"] == variable && Tests(rule, value)).ToList();
        return fitting switch
        {
            [] => [$"{choice} has no rule for {variable} = {value.ToJsonString()}"],
            [var rule, ..] when (string?)rule["Next"] != next =>
            [
                $"{choice} goes to {rule["Next"]} if {variable} = {value.ToJsonString()}",
            ],
            _ => [],
        };
    }

    public IEnumerable<string> LacksDefault(string choice, string next)
    {
        // A Choice state without Default is the business of a check of its own.
        if (Find(choice) is { } found && (string?)found["Default"] is { } actual && actual != next)
            yield return $"{choice} goes to {actual} otherwise";
    }

    public IEnumerable<string> LacksNext(string state, string next)
    {
        if (Find(state) is not { } found)
            yield return $"there is no state {state}";
        else if ((string?)found["Next"] != next)
            yield return $"{state} goes on to {(string?)found["Next"] ?? "nothing"}";
    }

    /// <summary>A Catch that leads an error to a state; States.ALL catches every error.</summary>
    public IEnumerable<string> LacksCatch(string state, string error, string next)
    {
        if (Find(state) is not { } found)
            return [$"there is no state {state}"];
        var catcher = (found["Catch"] as JsonArray)
            ?.OfType<JsonObject>()
            .FirstOrDefault(catcher => Names(catcher, error) || Names(catcher, "States.ALL"));
        if (catcher is null)
            return [$"{state} does not catch {error}"];
        return (string?)catcher["Next"] == next ? [] : [$"{state} leads {error} to {catcher["Next"]}"];
    }

    /// <summary>A Retry of an error with these values at least; null for any value.</summary>
    public IEnumerable<string> LacksRetry(string state, string error, int attempts, double? interval = null, double? backoff = null)
    {
        if (Find(state) is not { } found)
            yield break;
        var retrier = Retriers(found).FirstOrDefault(retrier => Covers(retrier, error));
        if (retrier is null)
        {
            yield return $"{state} does not retry {error}";
            yield break;
        }
        var most = (int?)retrier["MaxAttempts"] ?? 3;
        if (most < attempts)
            yield return $"{state} retries {error} {most} times";
        if (interval is { } wait && Number(retrier["IntervalSeconds"], 1) is var seconds && seconds != wait)
            yield return $"{state} waits {Text(seconds)} s before it retries {error}";
        if (backoff is { } factor && Number(retrier["BackoffRate"], 2) is var rate && rate != factor)
            yield return $"{state} multiplies the wait by {Text(rate)} for each retry of {error}";
    }

    /// <summary>A state that puts its result under a path and keeps its input.</summary>
    public IEnumerable<string> LacksResultPath(string state, string path)
    {
        if (Find(state) is { } found && (string?)found["ResultPath"] != path)
            yield return found.ContainsKey("ResultPath")
                ? $"{state} writes its result to {(string?)found["ResultPath"] ?? "nowhere"}"
                : $"{state} replaces its input by its result";
    }

    public static IEnumerable<JsonObject> Retriers(JsonObject state) => (state["Retry"] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IEnumerable<JsonObject> Catchers(JsonObject state) => (state["Catch"] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>Whether a retrier names an error; a function's errors are States.TaskFailed too.</summary>
    public static bool Covers(JsonObject retrier, string error) =>
        Names(retrier, error) || Names(retrier, "States.ALL") || (error != "States.Timeout" && Names(retrier, "States.TaskFailed"));

    public static bool Names(JsonObject handler, string error) =>
        (handler["ErrorEquals"] as JsonArray)?.Any(name => (string?)name == error) == true;

    public static double Number(JsonNode? node, double otherwise) => node is null ? otherwise : (double)node;

    static bool Tests(JsonObject rule, JsonNode value) =>
        rule.Any(member =>
            member.Key.EndsWith("Equals", StringComparison.Ordinal) && member.Value is { } tested && JsonNode.DeepEquals(tested, value)
        );

    static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    void Collect(JsonObject machine)
    {
        if (machine[nameof(States)] is not JsonObject inside)
            return;
        foreach (var (name, node) in inside)
        {
            if (node is not JsonObject state)
                continue;
            states[name] = state;
            foreach (var branch in (state["Branches"] as JsonArray)?.OfType<JsonObject>() ?? [])
                Collect(branch);
            if ((state["ItemProcessor"] ?? state["Iterator"]) is JsonObject processor)
                Collect(processor);
        }
    }
}
