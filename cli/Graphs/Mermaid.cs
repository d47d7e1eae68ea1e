using System.Text;

namespace Classroom.Cli.Graphs;

/// <summary>A workflow in Mermaid's notation, for READMEs and wikis.</summary>
static class Mermaid
{
    public static string Of(WorkflowGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        var count = 0;
        Write(text, graph, "  ", ref count);
        return text.ToString();
    }

    static void Write(StringBuilder text, WorkflowGraph graph, string indent, ref int count)
    {
        var number = count++;
        var ids = graph
            .States.Select((state, index) => (state.Name, Id: $"s{number}_{index}"))
            .ToDictionary(pair => pair.Name, pair => pair.Id);
        text.Append($"{indent}b{number}(( )) --> {ids[graph.Start]}\n");
        foreach (var state in graph.States)
        {
            if (state.Inner.IsEmpty)
            {
                text.Append($"{indent}{ids[state.Name]}{Shape(state)}\n");
                continue;
            }
            text.Append($"{indent}subgraph {ids[state.Name]}[\"{Quoted(state.Name)}\"]\n");
            foreach (var inner in state.Inner)
                Write(text, inner, indent + "  ", ref count);
            text.Append($"{indent}end\n");
        }
        foreach (var arrow in graph.Arrows)
        {
            var label = arrow.Label.Length > 0 ? $"|\"{Quoted(arrow.Label)}\"|" : "";
            text.Append($"{indent}{ids[arrow.From]} {(arrow.IsCatch ? "-.->" : "-->")}{label} {ids[arrow.To]}\n");
        }
        foreach (var end in graph.States.Where(state => state.IsEnd))
            text.Append($"{indent}{ids[end.Name]} --> e{number}((( )))\n");
    }

    static string Shape(GraphState state) =>
        state.Type switch
        {
            "Choice" => $"{{\"{Quoted(state.Name)}\"}}",
            "Wait" => $"([\"{Quoted(state.Name)}\"])",
            "Succeed" or "Fail" => $"[[\"{Quoted(state.Name)}\"]]",
            _ => $"[\"{Quoted(state.Name)}\"]",
        };

    static string Quoted(string text) => text.Replace("\"", "#quot;", StringComparison.Ordinal);
}
