using Classroom.Cli.Runtime;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Checks;

/// <summary>
/// The results of a class. A class that fits a screen has a line for each student; a larger one has a line for each of those who need
/// attention, and one line for all others.
/// </summary>
static class ClassGradeView
{
    const int WholeClass = 20;
    const int MostShown = 15;

    // Less than this share of the points needs attention, even if nothing is wrong.
    const double Behind = 0.5;

    public static Rows Of(IReadOnlyList<Grade> grades, bool everybody)
    {
        var ordered = grades.OrderBy(grade => grade.Score).ThenBy(grade => grade.Student, Usernames.Natural).ToList();
        var shown = everybody || grades.Count <= WholeClass ? ordered : ordered.Where(NeedsAttention).Take(MostShown).ToList();
        var others = ordered.Except(shown).ToList();
        var full = grades.Count(grade => grade.IsFull);
        var parts = new List<IRenderable>();
        if (shown.Count > 0)
            parts.Add(TableOf(shown, [.. grades.SelectMany(grade => grade.Labs).Distinct()]));
        if (others.Count > 0)
            parts.Add(new Markup(LineOf(others)));
        parts.Add(
            new Markup(
                $"[grey]Passed of asked; ! if something is wrong. {full} of {grades.Count} students have everything.\n"
                    + "`./classroom check --student u` shows what is missing.[/]"
            )
        );
        return new(parts);
    }

    static bool NeedsAttention(Grade grade) => IsWrong(grade) || grade.Score < Behind * grade.Points;

    static bool IsWrong(Grade grade) => grade.Checks.Any(judged => judged.Verdict.Outcome == CheckOutcome.Failed);

    /// <summary>The students without a line: how many, with how many points.</summary>
    static string LineOf(List<Grade> others)
    {
        var (least, most) = (others.Min(grade => grade.Score), others.Max(grade => grade.Score));
        var points = $"{least:0}" == $"{most:0}" ? $"{most:0}" : $"{least:0} to {most:0}";
        var wrong = others.Count(IsWrong);
        return $"{others.Count} {(others.Count == 1 ? "other" : "others")}: {points} points"
            + (wrong > 0 ? $", [red]{wrong} with something wrong[/]" : "")
            + ". [grey]--all shows everybody.[/]";
    }

    static Table TableOf(List<Grade> grades, List<string> labs)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false }
            .AddColumn("student")
            .AddColumn("points");
        table.Columns[1].RightAligned();
        foreach (var lab in labs)
            table.AddColumn(new TableColumn(lab) { Alignment = Justify.Right, NoWrap = true });
        foreach (var grade in grades)
            table.AddRow([
                new Text(grade.Student),
                new Markup($"[{ColourOf(grade.Score / grade.Points)}]{grade.Score:0}[/]"),
                .. labs.Select(lab => CellOf([.. grade.Of(lab)])),
            ]);
        return table;
    }

    static IRenderable CellOf(IReadOnlyList<Judged> checks)
    {
        if (checks.Count == 0)
            return new Text("-");
        var asked = checks.Count(judged => judged.Counts);
        var wrong = checks.Any(judged => judged.Verdict.Outcome == CheckOutcome.Failed);
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
