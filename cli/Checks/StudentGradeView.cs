using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Checks;

/// <summary>The checks of one student: what is wrong and what comes next, or all checks of one lab.</summary>
static class StudentGradeView
{
    // Everything fits a screen; the details are shown lab by lab.
    const int MostWrong = 10;
    const int MostOpen = 8;

    public static IRenderable Of(Grade grade, string? lab) => lab is null ? Overview(grade) : Whole(grade, lab);

    static Rows Overview(Grade grade)
    {
        var lines = new List<IRenderable> { Title(grade), Labs(grade) };
        Add(lines, "Wrong", grade, CheckOutcome.Failed, MostWrong);
        Add(lines, "Next", grade, CheckOutcome.Open, MostOpen);
        if (!grade.IsFull)
            lines.Add(
                new Markup(
                    $"[grey]`./classroom check --student {grade.Student}`, --lab <lab>: details; --hint <check>: a hint, counted.[/]"
                )
            );
        return new(lines);
    }

    static Rows Whole(Grade grade, string lab)
    {
        var lines = new List<IRenderable> { Title(grade) };
        var grid = NewGrid();
        foreach (var judged in grade.Of(lab).OrderBy(judged => Rank(judged.Verdict.Outcome)))
            grid.AddRow(Sign(judged), new Markup($"{judged.Check.Name}: [grey]{Found(judged).EscapeMarkup()}[/]"));
        lines.Add(grid);
        return new(lines);
    }

    static Markup Title(Grade grade) => new($"[bold]{grade.Student.EscapeMarkup()}[/]  {grade.Score:0} of {grade.Points:0} points");

    static Table Labs(Grade grade)
    {
        var table = new Table { Border = TableBorder.None }.AddColumn("");
        foreach (var name in (string[])["passed", "wrong", "not done yet", "waiting"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var lab in grade.Labs)
        {
            var counts = grade.Of(lab).ToLookup(judged => judged.Verdict.Outcome);
            table.AddRow(
                lab,
                $"{counts[CheckOutcome.Passed].Count()} of {grade.Of(lab).Count(judged => judged.Counts)}",
                Number(counts[CheckOutcome.Failed].Count(), "red"),
                Number(counts[CheckOutcome.Open].Count(), "yellow"),
                Number(counts[CheckOutcome.Blocked].Count(), "grey")
            );
        }
        return table;
    }

    static void Add(List<IRenderable> lines, string title, Grade grade, CheckOutcome outcome, int most)
    {
        var all = grade.Checks.Where(judged => judged.Verdict.Outcome == outcome).ToList();
        if (all.Count == 0)
            return;
        lines.Add(new Markup($"[bold]{title}[/]{(all.Count > most ? $" [grey]({most} of {all.Count})[/]" : "")}"));
        var grid = NewGrid();
        foreach (var judged in all.Take(most))
            grid.AddRow(
                Sign(judged),
                new Markup($"{judged.Check.Id}: [grey]{judged.Verdict.Found.EscapeMarkup()}[/]") { Overflow = Overflow.Ellipsis }
            );
        lines.Add(grid);
    }

    static Grid NewGrid() =>
        new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new(2, 0, 1, 0) }).AddColumn(new GridColumn { Padding = new(0) });

    static string Found(Judged judged) => judged.Verdict.BlockedBy is { } by ? $"{judged.Verdict.Found} (see {by})" : judged.Verdict.Found;

    static string Number(int count, string colour) => count == 0 ? "" : $"[{colour}]{count}[/]";

    static Markup Sign(Judged judged)
    {
        var (sign, colour) = judged.Verdict.Outcome switch
        {
            CheckOutcome.Passed => ("✓", "green"),
            CheckOutcome.Failed => ("✗", "red"),
            CheckOutcome.Open => ("○", "yellow"),
            CheckOutcome.Blocked => ("·", "grey"),
            CheckOutcome.NotAsked => ("-", "grey"),
            _ => throw new ArgumentOutOfRangeException(nameof(judged), judged.Verdict.Outcome, "unknown outcome"),
        };
        return new($"[{colour}]{sign}[/]");
    }

    static int Rank(CheckOutcome outcome) =>
        outcome switch
        {
            CheckOutcome.Failed => 0,
            CheckOutcome.Open => 1,
            CheckOutcome.Blocked => 2,
            CheckOutcome.Passed => 3,
            CheckOutcome.NotAsked => 4,
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "unknown outcome"),
        };
}
