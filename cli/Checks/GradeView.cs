using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Checks;

/// <summary>The results in the terminal: those of a class, or the checks of a single student.</summary>
static class GradeView
{
    /// <param name="everybody">A line for each student, however large the class is.</param>
    public static void Show(IAnsiConsole console, IReadOnlyList<Grade> grades, string? lab, bool everybody) =>
        console.Write(Of(grades, lab, everybody));

    public static IRenderable Of(IReadOnlyList<Grade> grades, string? lab, bool everybody = false) =>
        grades is [var single] ? StudentGradeView.Of(single, lab) : ClassGradeView.Of(grades, everybody);
}
