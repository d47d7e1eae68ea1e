using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Checks;

/// <summary>The results in the terminal: one line for each student of a class, or the checks of a single student.</summary>
static class GradeView
{
    public static void Show(IAnsiConsole console, IReadOnlyList<Grade> grades, string? lab) => console.Write(Of(grades, lab));

    public static IRenderable Of(IReadOnlyList<Grade> grades, string? lab) =>
        grades is [var single] ? StudentGradeView.Of(single, lab) : OfClass(grades);

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
        var full = grades.Count(grade => grade.IsFull);
        return new(
            table,
            new Markup(
                $"[grey]Passed of asked; ! if something is wrong. {full} of {grades.Count} students have everything.\n"
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

    static string ColourOf(double share) =>
        share switch
        {
            >= 0.999 => "green",
            >= 0.5 => "yellow",
            _ => "red",
        };
}
