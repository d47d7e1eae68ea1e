using System.Globalization;
using System.Text;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>Figures as inline SVG.</summary>
static class Figures
{
    const int Row = 20;

    static readonly (string Class, Func<Judged, bool> Fits)[] Parts =
    [
        ("good", judged => judged.IsPassed),
        ("bad", judged => judged.Verdict.Outcome == CheckOutcome.Failed),
        ("open", judged => judged.Verdict.Outcome == CheckOutcome.Open),
        ("none", judged => judged.Verdict.Outcome == CheckOutcome.Blocked),
    ];

    public const string Legend =
        "<p class=\"soft\"><span class=\"key good\"></span>passed<span class=\"key bad\"></span>wrong"
        + "<span class=\"key open\"></span>not done yet<span class=\"key none\"></span>waits for another check</p>";

    /// <summary>A bar for each name, divided by the outcomes of its checks.</summary>
    public static string Bars(string title, IReadOnlyList<(string Name, IReadOnlyList<Judged> Checks)> rows)
    {
        const int names = 130;
        const int width = 760;
        const int bar = width - names - 56;
        var svg = Begin(title, width, rows.Count * Row + 4);
        foreach (var (index, (name, checks)) in rows.Index())
        {
            var (y, x) = (index * Row + 2, (double)names);
            var asked = checks.Where(judged => judged.Counts).ToList();
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{names - 8}\" y=\"{y + 13}\" text-anchor=\"end\">{Html.Text(Cut(name))}</text>"
            );
            foreach (var (style, fits) in Parts)
            {
                var share = asked.Count == 0 ? 0 : (double)asked.Count(fits) / asked.Count * bar;
                if (share > 0)
                    svg.Append(
                        CultureInfo.InvariantCulture,
                        $"<rect class=\"fill-{style}\" x=\"{x:0.#}\" y=\"{y}\" width=\"{share:0.#}\" height=\"{Row - 5}\" rx=\"1\"/>"
                    );
                x += share;
            }
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"soft\" x=\"{names + bar + 8}\" y=\"{y + 13}\">{Html.Percent(Grade.ScoreOf(checks))}</text>"
            );
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>How many students have how many points, in tenths.</summary>
    public static string Distribution(string title, IReadOnlyList<double> shares)
    {
        const int width = 760;
        const int height = 130;
        const int column = width / 10;
        var counts = new int[10];
        foreach (var share in shares)
            counts[Math.Clamp((int)(share * 10), 0, 9)]++;
        var most = Math.Max(1, counts.Max());
        var svg = Begin(title, width, height);
        foreach (var (index, count) in counts.Index())
        {
            var tall = (double)count / most * (height - 44);
            var x = index * column;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"fill-{(index == 9 ? "good" : "none")}\" x=\"{x + 4}\" y=\"{height - 22 - tall:0.#}\" "
                    + $"width=\"{column - 8}\" "
                    + $"height=\"{Math.Max(tall, 1):0.#}\" rx=\"2\"/>"
            );
            if (count > 0)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{x + column / 2}\" y=\"{height - 27 - tall:0.#}\" text-anchor=\"middle\">{count}</text>"
                );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"soft\" x=\"{x + column / 2}\" y=\"{height - 7}\" text-anchor=\"middle\">"
                    + $"{index * 10}–{index * 10 + 10}</text>"
            );
        }
        return svg.Append("</svg>").ToString();
    }

    static StringBuilder Begin(string title, int width, int height) =>
        new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"{Html.Text(title)}\">"
                + $"<title>{Html.Text(title)}</title>"
        );

    static string Cut(string name) => name.Length <= 18 ? name : $"{name[..17]}…";
}
