using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Graphs;

/// <summary>An arrow from one state to another.</summary>
/// <param name="IsCatch">Taken only when the state fails.</param>
sealed record Arrow(string From, string To, string Label, bool IsCatch);

/// <summary>A state; Parallel and Map states contain graphs.</summary>
sealed record GraphState(string Name, string Type, bool IsEnd, ImmutableArray<WorkflowGraph> Inner);

/// <summary>A definition as a graph: states, and the arrows between them.</summary>
sealed record WorkflowGraph(string Start, ImmutableArray<GraphState> States, ImmutableArray<Arrow> Arrows)
{
    public static WorkflowGraph Of(JsonObject definition)
    {
        var states = (JsonObject)definition[nameof(States)]!;
        return new(
            (string)definition["StartAt"]!,
            [.. states.Select(state => StateOf(state.Key, (JsonObject)state.Value!))],
            [.. states.SelectMany(state => ArrowsOf(state.Key, (JsonObject)state.Value!))]
        );
    }

    static GraphState StateOf(string name, JsonObject state)
    {
        var type = (string)state["Type"]!;
        var inner = type switch
        {
            "Parallel" => ((JsonArray)state["Branches"]!).OfType<JsonObject>().ToList(),
            "Map" => [(JsonObject)(state["ItemProcessor"] ?? state["Iterator"])!],
            _ => [],
        };
        return new(name, type, (bool?)state["End"] == true || type is "Succeed" or "Fail", [.. inner.Select(Of)]);
    }

    static IEnumerable<Arrow> ArrowsOf(string name, JsonObject state)
    {
        if ((string?)state["Next"] is { } next)
            yield return new(name, next, "", false);
        foreach (var choice in ((JsonArray?)state["Choices"] ?? []).OfType<JsonObject>())
            yield return new(name, (string)choice["Next"]!, Condition.Of(choice), false);
        if ((string?)state["Default"] is { } other)
            yield return new(name, other, "otherwise", false);
        foreach (var catcher in ((JsonArray?)state["Catch"] ?? []).OfType<JsonObject>())
            yield return new(
                name,
                (string)catcher["Next"]!,
                string.Join(", ", ((JsonArray)catcher["ErrorEquals"]!).Select(error => (string?)error)),
                true
            );
    }
}
