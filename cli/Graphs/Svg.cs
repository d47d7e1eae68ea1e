using System.Globalization;
using System.Security;
using System.Text;

namespace Classroom.Cli.Graphs;

/// <summary>A workflow as SVG, for slides and browsers.</summary>
static class Svg
{
    const double Margin = 24,
        LabelSize = 11;

    public static string Of(WorkflowGraph graph, string title)
    {
        var layout = Layout.Of(graph);
        var (width, height) = (layout.Width + Margin * 2, layout.Height + Margin * 2);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="{-Margin:0.#} {-Margin:0.#} {width:0.#} {height:0.#}" width="{width:0.#}" height="{height:0.#}" font-family="system-ui, sans-serif" font-size="13" role="img">
            <title>{SecurityElement.Escape(title)}</title>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="#556"/></marker></defs>
            <rect x="{-Margin:0.#}" y="{-Margin:0.#}" width="{width:0.#}" height="{height:0.#}" fill="#fff"/>

            """
        );
        Draw(text, layout);
        return text.Append("</svg>\n").ToString();
    }

    static void Draw(StringBuilder text, Layout layout)
    {
        var byName = layout.States.ToDictionary(state => state.State.Name);
        // Arrows are drawn before the states, because a long arrow may cross a state; labels are drawn last.
        foreach (var arrow in layout.Graph.Arrows)
            DrawArrow(text, byName[arrow.From], byName[arrow.To], arrow);
        foreach (var state in layout.States)
            DrawState(text, state);
        foreach (var arrow in layout.Graph.Arrows.Where(arrow => arrow.Label.Length > 0))
            DrawLabel(text, byName[arrow.From], byName[arrow.To], arrow);
        var start = byName[layout.Graph.Start];
        text.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{Middle(start):0.#}\" cy=\"{start.Y - 20:0.#}\" r=\"5\" fill=\"#334\"/><path d=\"M{Middle(start):0.#} "
                + $"{start.Y - 15:0.#}V{start.Y - 2:0.#}\" stroke=\"#556\" marker-end=\"url(#tip)\"/>\n"
        );
    }

    static void DrawState(StringBuilder text, Placed placed)
    {
        var colour = placed.State.Type switch
        {
            "Choice" => "#fff3d6",
            "Fail" => "#fde0e0",
            "Succeed" => "#def5e3",
            "Wait" => "#ece6fb",
            "Parallel" or "Map" => "#f4f6fa",
            _ => "#e3eefc",
        };
        var isGroup = !placed.Inner.IsEmpty;
        text.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{placed.X:0.#}\" y=\"{placed.Y:0.#}\" width=\"{placed.Width:0.#}\" height=\"{placed.Height:0.#}\" rx=\"8\" "
                + $"fill=\"{colour}\" stroke=\"#8894a8\"{(isGroup ? " stroke-dasharray=\"5 3\"" : "")}"
                + $"{(placed.State.IsEnd ? " stroke-width=\"2\"" : "")}/>"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Middle(placed):0.#}\" y=\"{(isGroup ? placed.Y + 17 : placed.Y + 22):0.#}\" text-anchor=\"middle\" "
                + $"fill=\"#223\">{SecurityElement.Escape(placed.State.Name)}</text>\n"
        );
        foreach (var inner in placed.Inner)
            Draw(text, inner);
    }

    static void DrawArrow(StringBuilder text, Placed from, Placed to, Arrow arrow)
    {
        var (x1, y1, x2, y2) = (Middle(from), from.Y + from.Height, Middle(to), to.Y - 2);
        // Arrows that lead back up go around the side.
        var bend = Math.Max(24, Math.Abs(y2 - y1) / 2);
        var path =
            y2 > y1
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"M{x1:0.#} {y1:0.#}C{x1:0.#} {y1 + bend:0.#} {x2:0.#} {y2 - bend:0.#} {x2:0.#} {y2:0.#}"
                )
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"M{from.X + from.Width:0.#} {from.Y + from.Height / 2:0.#}C{from.X + from.Width + 60:0.#} {from.Y:0.#} "
                        + $"{to.X + to.Width + 60:0.#} {to.Y:0.#} {to.X + to.Width + 2:0.#} {to.Y + to.Height / 2:0.#}"
                );
        text.Append(
            $"<path d=\"{path}\" fill=\"none\" "
                + $"stroke=\"{(arrow.IsCatch ? "#c0392b" : "#556")}\"{(arrow.IsCatch ? " stroke-dasharray=\"4 3\"" : "")} "
                + $"marker-end=\"url(#tip)\"/>\n"
        );
    }

    /// <summary>The label stands directly above the arrow's tip, where no other arrow passes.</summary>
    static void DrawLabel(StringBuilder text, Placed from, Placed to, Arrow arrow)
    {
        var isNear = to.Y - from.Y - from.Height < 80;
        var (x, y) = isNear
            ? ((Middle(from) + Middle(to)) / 2, (from.Y + from.Height + to.Y) / 2)
            : (Middle(to) + (Middle(from) - Middle(to)) * 0.08, to.Y - 16);
        text.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{LabelSize}\" text-anchor=\"middle\" "
                + $"fill=\"{(arrow.IsCatch ? "#c0392b" : "#445")}\" stroke=\"#fff\" stroke-width=\"3\" "
                + $"paint-order=\"stroke\">{SecurityElement.Escape(arrow.Label)}</text>\n"
        );
    }

    static double Middle(Placed placed) => placed.X + placed.Width / 2;
}
