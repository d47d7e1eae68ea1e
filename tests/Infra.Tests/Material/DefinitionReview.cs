using System.Text.Json;
using Classroom.Functions;

namespace Classroom.Infra.Tests.Material;

/// <summary>Finds in a definition what the course material got wrong.</summary>
static class DefinitionReview
{
    static readonly string[] Exceptions =
    [
        .. typeof(FunctionEnvironment).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Exception))).Select(type => type.Name),
    ];

    public static IReadOnlyList<string> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Machine(document.RootElement).Order(StringComparer.Ordinal)];
    }

    static IEnumerable<string> Machine(JsonElement machine)
    {
        var states = machine.GetProperty("States");
        foreach (var state in states.EnumerateObject())
        {
            foreach (var finding in State(state.Name, state.Value, states))
                yield return finding;
            foreach (var inner in Inner(state.Value))
            foreach (var finding in Machine(inner))
                yield return finding;
        }
    }

    static IEnumerable<string> State(string name, JsonElement state, JsonElement states)
    {
        if (
            HandsAnArrayOn(state)
            && state.TryGetProperty("Next", out var next)
            && WritesIntoItsInput(states.GetProperty(next.GetString()!))
        )
            yield return $"{name} hands an array on, into which {next} writes a field";
        if (
            state.TryGetProperty("Result", out var result)
            && result.ValueKind == JsonValueKind.Object
            && result.EnumerateObject().Any(field => field.Name.EndsWith(".$", StringComparison.Ordinal))
        )
            yield return $"{name} has a path in Result, where everything is taken as it stands";
        if (
            Text(state, "Resource") is { } resource
            && resource.Contains(":::lambda:invoke", StringComparison.Ordinal)
            && !(state.TryGetProperty("Parameters", out var parameters) && parameters.TryGetProperty("FunctionName", out _))
        )
            yield return $"{name} invokes no function: FunctionName is missing";
        if (state.TryGetProperty("Iterator", out _))
            yield return $"{name} has an Iterator, the old name of ItemProcessor";
        foreach (
            var error in Errors(state)
                .Where(error =>
                    !error.StartsWith("States.", StringComparison.Ordinal)
                    && !error.StartsWith("Lambda.", StringComparison.Ordinal)
                    && !Exceptions.Contains(error)
                )
        )
            yield return $"{name} waits for {error}, which no function throws";
    }

    static bool HandsAnArrayOn(JsonElement state) =>
        Text(state, "Type") is "Parallel" or "Map"
        && !state.TryGetProperty("ResultPath", out _)
        && !state.TryGetProperty("ResultSelector", out _)
        && !state.TryGetProperty("OutputPath", out _);

    static bool WritesIntoItsInput(JsonElement state) => Text(state, "ResultPath")?.StartsWith("$.", StringComparison.Ordinal) ?? false;

    static IEnumerable<string> Errors(JsonElement state) =>
        from field in new[] { "Retry", "Catch" }
        where state.TryGetProperty(field, out _)
        from handler in state.GetProperty(field).EnumerateArray()
        from error in handler.GetProperty("ErrorEquals").EnumerateArray()
        select error.GetString()!;

    static IEnumerable<JsonElement> Inner(JsonElement state)
    {
        if (state.TryGetProperty("Branches", out var branches))
            return branches.EnumerateArray();
        return new[] { "ItemProcessor", "Iterator" }
            .Where(field => state.TryGetProperty(field, out _))
            .Select(field => state.GetProperty(field));
    }

    static string? Text(JsonElement state, string field) =>
        state.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
