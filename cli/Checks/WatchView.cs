using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Checks;

/// <summary>A line for each student, for an instructor who watches: raised hands first, then errors, then those with least.</summary>
static class WatchView
{
    // A column for each lab, and 80 columns for everything.
    const int LabWidth = 5;

    static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    public static IRenderable Of(IReadOnlyList<Observation> observed, DateTimeOffset now)
    {
        var labs = observed.SelectMany(one => one.Grade.Labs).Distinct().Where(lab => lab != Workspace.WorkspaceCheck.Group).ToList();
        var table = new Table { Border = TableBorder.None }
            .AddColumn(Narrow("student"))
            .AddColumn(Narrow("pts").RightAligned());
        foreach (var lab in labs)
            table.AddColumn(Narrow(lab[..Math.Min(lab.Length, LabWidth)]).RightAligned());
        table.AddColumn(new TableColumn("now"));
        foreach (var (grade, progress) in observed.OrderBy(one => Urgency(one, now)).ThenBy(one => one.Grade.Score))
            table.AddRow([
                new Text(grade.Student),
                new Text($"{grade.Score:0}"),
                .. labs.Select(lab => Share(progress, lab)),
                new Markup(Now(progress, now)) { Overflow = Overflow.Ellipsis },
            ]);
        var hands = observed.Count(one => one.Progress.HandRaised is not null);
        return new Rows(table, new Markup($"[grey]{now:HH:mm:ss} UTC, {hands} raised hands. Percent of each lab. Ctrl-C ends.[/]"));
    }

    static int Urgency(Observation one, DateTimeOffset now) =>
        one.Progress.HandRaised is not null ? 0
        : one.Progress.LastError is { } error && now - error.Last < Recent ? 1
        : 2;

    static string Now(StudentProgress progress, DateTimeOffset now)
    {
        if (progress.HandRaised is { } since)
            return $"[yellow]hand up for {Ago(now - since)}[/]{Error(progress, now)}";
        var error = Error(progress, now);
        return error.Length > 0 ? error
            : progress.LastActivity is { } last ? $"[grey]active {Ago(now - last)} ago[/]"
            : "[grey]not begun[/]";
    }

    static string Error(StudentProgress progress, DateTimeOffset now) =>
        progress.LastError is { } error && now - error.Last < Recent
            ? $"[red]{error.Text.EscapeMarkup()}[/]{(error.Times > 1 ? $" ×{error.Times}" : "")}"
            : "";

    static string Ago(TimeSpan time) =>
        time.TotalSeconds < 90 ? $"{Math.Max(0, time.TotalSeconds):0} s"
        : time.TotalMinutes < 90 ? $"{time.TotalMinutes:0} min"
        : time.TotalHours < 36 ? $"{time.TotalHours:0} h"
        : $"{time.TotalDays:0} d";

    static Markup Share(StudentProgress progress, string lab) =>
        progress.Labs.TryGetValue(lab, out var share)
            ? new($"[{(share >= 0.9995 ? "green" : share > 0 ? "default" : "grey")}]{Math.Floor(share * 100):0}[/]")
            : new("-");

    static TableColumn Narrow(string header) => new(header) { NoWrap = true };
}
