using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Checks;

/// <summary>The results in the terminal: one line for each student of a class, or the checks of a single student.</summary>
static class GradeView
{
    // A screen has 24 lines at least; a class of 30 has one line each.
    const int MostFindings = 12;

    public static void Show(IAnsiConsole console, IReadOnlyList<Grade> grades, string? lab) => console.Write(Of(grades, lab));

    public static IRenderable Of(IReadOnlyList<Grade> grades, string? lab) =>
        grades is [var single] ? OfStudent(single, lab) : OfClass(grades);

    static Rows OfClass(IReadOnlyList<Grade> grades)
    {
        var labs = grades.SelectMany(grade => grade.Labs).Distinct().ToList();
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false }
            .AddColumn("student")
            .AddColumn("points");
        table.Columns[1].RightAligned();
        foreach (var one in labs)
            table.AddColumn(new TableColumn(one) { Alignment = Justify.Right, NoWrap = true });
        foreach (var grade in grades.OrderBy(grade => grade.Score).ThenBy(grade => grade.Student, StringComparer.Ordinal))
            table.AddRow([
                new Text(grade.Student),
                new Markup($"[{ColourOf(grade.Score / grade.Points)}]{grade.Score:0}[/]"),
                .. labs.Select(one => CellOf([.. grade.Of(one)])),
            ]);
        return new(
            table,
            new Markup(
                $"[grey]Passed/asked. {grades.Count(grade => grade.IsFull)} of {grades.Count} students have everything. "
                    + "`./classroom check --student u` shows what is missing.[/]"
            )
        );
    }

    static IRenderable CellOf(IReadOnlyList<Judged> checks)
    {
        if (checks.Count == 0)
            return new Text("-");
        var asked = checks.Count(judged => judged.Counts);
        var wrong = checks.Any(judged => judged.Verdict.Outcome == Outcome.Failed);
        var passed = checks.Count(judged => judged.IsPassed);
        return new Markup($"[{(passed == asked ? "green" : wrong ? "red" : "default")}]{passed}/{asked}{(wrong ? "!" : " ")}[/]");
    }

    static Rows OfStudent(Grade grade, string? lab)
    {
        var lines = new List<IRenderable>
        {
            new Markup($"[bold]{grade.Student.EscapeMarkup()}[/]  {grade.Score:0} of {grade.Points:0} points"),
        };
        foreach (var one in grade.Labs)
        {
            var checks = grade.Of(one).ToList();
            lines.Add(
                new Markup($"[bold]{one}[/]  {checks.Count(judged => judged.IsPassed)} of {checks.Count(judged => judged.Counts)} passed")
            );
            var told = lab is null ? checks.Where(judged => judged.Verdict.Outcome is Outcome.Failed or Outcome.Open).ToList() : checks;
            lines.AddRange(
                told.OrderBy(judged => judged.Verdict.Outcome != Outcome.Failed)
                    .Take(lab is null ? MostFindings : int.MaxValue)
                    .Select(judged => new Markup(LineOf(judged)))
            );
            if (lab is null && told.Count > MostFindings)
                lines.Add(new Markup($"  [grey]… and {told.Count - MostFindings} more: --lab {one}[/]"));
        }
        if (!grade.IsFull)
            lines.Add(new Markup($"[grey]`./classroom check --student {grade.Student} --hint <check>` gives a hint, and counts it.[/]"));
        return new(lines);
    }

    static string LineOf(Judged judged)
    {
        var (mark, colour) = judged.Verdict.Outcome switch
        {
            Outcome.Passed => ("✓", "green"),
            Outcome.Failed => ("✗", "red"),
            Outcome.Open => ("○", "yellow"),
            Outcome.Blocked => ("·", "grey"),
            Outcome.NotAsked => ("-", "grey"),
            _ => throw new ArgumentOutOfRangeException(nameof(judged), judged.Verdict.Outcome, "unknown outcome"),
        };
        var found = judged.Verdict.BlockedBy is { } by ? $"{judged.Verdict.Found} (see {by})" : judged.Verdict.Found;
        return $"  [{colour}]{mark}[/] {judged.Check.Name.EscapeMarkup()}: {found.EscapeMarkup()}";
    }

    static string ColourOf(double share) =>
        share switch
        {
            >= 0.999 => "green",
            >= 0.5 => "yellow",
            _ => "red",
        };
}
