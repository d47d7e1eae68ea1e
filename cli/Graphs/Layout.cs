using System.Collections.Immutable;

namespace Classroom.Cli.Graphs;

/// <summary>The position of a state, and the layout of its inner graphs.</summary>
sealed record Placed(GraphState State, double X, double Y, double Width, double Height, ImmutableArray<Layout> Inner);

/// <summary>A graph in layers: each state is below the states that lead to it.</summary>
sealed record Layout(WorkflowGraph Graph, double X, double Y, double Width, double Height, ImmutableArray<Placed> States)
{
    const double CharacterWidth = 7.2,
        StateHeight = 36,
        GapX = 36,
        GapY = 56,
        Edge = 20,
        TitleHeight = 26;

    public static Layout Of(WorkflowGraph graph) => Place(graph, 0, 0);

    static Layout Place(WorkflowGraph graph, double left, double top)
    {
        var sizes = graph.States.ToDictionary(state => state.Name, Size);
        var layers = Layers(graph);
        var width = layers.Max(layer => layer.Sum(state => sizes[state.Name].Width + GapX) - GapX);
        var (placed, y) = (ImmutableArray.CreateBuilder<Placed>(), top + GapY / 2);
        foreach (var layer in layers)
        {
            var x = left + (width - (layer.Sum(state => sizes[state.Name].Width + GapX) - GapX)) / 2;
            foreach (var state in layer)
            {
                var (own, height) = sizes[state.Name];
                placed.Add(new(state, x, y, own, height, Inside(state, x, y)));
                x += own + GapX;
            }
            y += layer.Max(state => sizes[state.Name].Height) + GapY;
        }
        return new(graph, left, top, width, y - GapY - top, placed.ToImmutable());
    }

    static (double Width, double Height) Size(GraphState state)
    {
        var title = state.Name.Length * CharacterWidth + Edge * 2;
        if (state.Inner.IsEmpty)
            return (title, StateHeight);
        var inner = state.Inner.Select(graph => Place(graph, 0, 0)).ToList();
        return (
            Math.Max(title, inner.Sum(layout => layout.Width + GapX) - GapX + Edge * 2),
            inner.Max(layout => layout.Height) + TitleHeight + Edge
        );
    }

    static ImmutableArray<Layout> Inside(GraphState state, double x, double y)
    {
        var inner = ImmutableArray.CreateBuilder<Layout>();
        var left = x + Edge;
        foreach (var graph in state.Inner)
        {
            var layout = Place(graph, left, y + TitleHeight);
            inner.Add(layout);
            left += layout.Width + GapX;
        }
        return inner.ToImmutable();
    }

    /// <summary>The layer of a state is the length of the longest path from the start, without arrows that lead back.</summary>
    static List<List<GraphState>> Layers(WorkflowGraph graph)
    {
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        var onWay = new HashSet<string>(StringComparer.Ordinal);
        void Visit(string name, int at)
        {
            if (!onWay.Add(name))
                return;
            if (depth.GetValueOrDefault(name, -1) < at)
            {
                depth[name] = at;
                foreach (var arrow in graph.Arrows.Where(arrow => arrow.From == name))
                    Visit(arrow.To, at + 1);
            }
            onWay.Remove(name);
        }
        Visit(graph.Start, 0);
        return
        [
            .. graph
                .States.GroupBy(state => depth.GetValueOrDefault(state.Name, depth.Values.Max() + 1))
                .OrderBy(group => group.Key)
                .Select(group => group.ToList()),
        ];
    }
}
