using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Bulk;

/// <summary>The result of a load test in the terminal: students, where executions ended, and a chart of the latencies.</summary>
static class BulkView
{
    const int Steps = 8;
    const int ChartWidth = 40;

    public static IRenderable Of(IReadOnlyList<BulkSummary> students, BulkSummary all)
    {
        var lines = new List<IRenderable> { Table(students.Count > 1 ? [.. students, all] : [all]), new Text(""), Ends(all), new Text("") };
        lines.AddRange(Chart(all));
        if (all.FailedAttempts is { Count: > 0 } failures)
            lines.Add(
                new Markup(
                    "Failed attempts, those that were retried or caught too: "
                        + string.Join(", ", failures.Select(failure => $"{failure.State.EscapeMarkup()} [red]{failure.Count}[/]"))
                )
            );
        return new Rows(lines);
    }

    static Table Table(IReadOnlyList<BulkSummary> rows)
    {
        var table = new Table { Border = TableBorder.None }.AddColumn("");
        foreach (var name in (string[])["executions", "succeeded", "other", "p50", "p90", "max"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var row in rows)
        {
            var other = row.Outcomes.Count - row.Succeeded;
            table.AddRow(
                row.Name.EscapeMarkup(),
                $"{row.Outcomes.Count}",
                $"[green]{row.Succeeded}[/]",
                other > 0 ? $"[red]{other}[/]" : "0",
                Seconds(row.Percentile(0.5)),
                Seconds(row.Percentile(0.9)),
                Seconds(row.Percentile(1))
            );
        }
        return table;
    }

    static Table Ends(BulkSummary all)
    {
        var table = new Table { Border = TableBorder.None }
            .AddColumn(new TableColumn("executions").RightAligned())
            .AddColumn("status")
            .AddColumn("last state")
            .AddColumn("error");
        foreach (var (status, state, error, count) in all.Ends)
            table.AddRow(
                $"{count}",
                $"[{(status == "SUCCEEDED" ? "green" : "red")}]{status.EscapeMarkup()}[/]",
                state.EscapeMarkup(),
                (error ?? "").EscapeMarkup()
            );
        return table;
    }

    static IEnumerable<IRenderable> Chart(BulkSummary all)
    {
        var steps = all.Histogram(Steps);
        var most = steps.Select(step => step.Count).DefaultIfEmpty(1).Max();
        foreach (var (from, to, count) in steps)
            yield return new Markup(
                $"{$"{Seconds(from)}–{Seconds(to)}", 16} [blue]{new string('█', count * ChartWidth / most)}[/]"
                    + $"{(count > 0 && count * ChartWidth / most == 0 ? "▏" : "")} {(count > 0 ? $"{count}" : "")}"
            );
    }

    static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 10
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
