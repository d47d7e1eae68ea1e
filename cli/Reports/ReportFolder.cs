using System.Text;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>Writes a report: pages for people, files for other programs.</summary>
static class ReportFolder
{
    public const string StudentFolder = "students";

    // Excel reads a CSV file as UTF-8 only if it begins with a byte order mark.
    static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public static string PageOf(string student) => $"{StudentFolder}/{student}.html";

    /// <returns>The names of the written files, pages of students excepted.</returns>
    public static IReadOnlyList<string> Write(string folder, ClassReport report)
    {
        Directory.CreateDirectory(Path.Combine(folder, StudentFolder));
        foreach (var student in report.Students)
            File.WriteAllText(Path.Combine(folder, PageOf(student.Grade.Student)), StudentPage.Of(report, student));
        (string Name, string Text)[] files =
        [
            ("index.html", ClassPage.Of(report)),
            ("checks.xml", JUnit.Of(report)),
            ("checks.json", GradeJson.Of([.. report.Students.Select(one => one.Grade)], report.Hints).ToJsonString()),
        ];
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
        (string Name, string Text)[] tables =
        [
            ("checks.csv", CheckTable.Of(report)),
            ("canvas.csv", Gradebooks.Canvas(report)),
            ("moodle.csv", Gradebooks.Moodle(report)),
            ("github-classroom.csv", Gradebooks.GitHubClassroom(report)),
        ];
        foreach (var (name, text) in tables)
            File.WriteAllText(Path.Combine(folder, name), text, WithMark);
        return [.. files.Concat(tables).Select(file => file.Name)];
    }
}
