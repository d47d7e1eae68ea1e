using System.Globalization;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>The points in the columns that learning platforms import. The username stands where a platform has its id or login.</summary>
static class Gradebooks
{
    /// <summary>Canvas: the first columns identify the student, and the second row has the points that are possible.</summary>
    public static string Canvas(ClassReport report)
    {
        var csv = new CsvText()
            .Row(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", .. report.Labs.Select(lab => TitleOf(report, lab))])
            .Row(["    Points Possible", "", "", "", "", .. report.Labs.Select(lab => (object)Possible(report, lab))]);
        foreach (var (grade, _) in report.Students)
            csv.Row([
                report.PersonOf(grade.Student).Name ?? grade.Student,
                "",
                "",
                grade.Student,
                report.ClassName,
                .. report.Labs.Select(lab => (object?)PointsOf(report, grade, lab)),
            ]);
        return csv.ToString();
    }

    /// <summary>Moodle: the form of its own export. The username is the ID number, by which the import finds the user.</summary>
    public static string Moodle(ClassReport report)
    {
        var csv = new CsvText().Row([
            "First name",
            "Last name",
            "ID number",
            "Institution",
            "Department",
            "Email address",
            .. report.Labs.Select(lab => $"{TitleOf(report, lab)} (Real)"),
            .. report.Labs.Select(lab => $"{TitleOf(report, lab)} (Feedback)"),
        ]);
        foreach (var (grade, _) in report.Students)
        {
            var person = report.PersonOf(grade.Student);
            csv.Row([
                person.Name is null ? grade.Student : person.FirstNames,
                person.LastName,
                grade.Student,
                "",
                "",
                person.Email,
                .. report.Labs.Select(lab => (object?)PointsOf(report, grade, lab)),
                .. report.Labs.Select(lab => (object?)FeedbackOf(grade, lab)),
            ]);
        }
        return csv.ToString();
    }

    /// <summary>GitHub Classroom: one row for each student and assignment, with the members of its grades API.</summary>
    public static string GitHubClassroom(ClassReport report)
    {
        var csv = new CsvText().Row(
            "assignment_name",
            "assignment_url",
            "starter_code_url",
            "github_username",
            "roster_identifier",
            "student_repository_name",
            "student_repository_url",
            "submission_timestamp",
            "points_awarded",
            "points_available"
        );
        foreach (var lab in report.Labs)
        foreach (var (grade, progress) in report.Students.Where(one => one.Grade.Of(lab).Any()))
            csv.Row(
                TitleOf(report, lab),
                "",
                "",
                "",
                grade.Student,
                "",
                "",
                progress.LastActivity?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
                PointsOf(report, grade, lab),
                Possible(report, lab)
            );
        return csv.ToString();
    }

    static string TitleOf(ClassReport report, string lab) => $"{report.ClassName}: {lab}";

    /// <summary>The share of a lab in the points of everything, for a student who has all labs of the class.</summary>
    static double Possible(ClassReport report, string lab)
    {
        var whole = report.Students.Select(one => one.Grade).MaxBy(grade => grade.Labs.Count());
        var all = whole?.Checks.Where(judged => judged.Counts).Sum(judged => judged.Weight) ?? 0;
        return all == 0
            ? 0
            : Math.Round(report.Points * whole!.Of(lab).Where(judged => judged.Counts).Sum(judged => judged.Weight) / all, 2);
    }

    /// <summary>Null for a student who does not have the lab: the platform keeps the cell empty.</summary>
    static double? PointsOf(ClassReport report, Grade grade, string lab) =>
        grade.Of(lab).Any() ? Grade.ScoreOf(grade.Of(lab)) * Possible(report, lab) : null;

    static string FeedbackOf(Grade grade, string lab) =>
        string.Join(
            "; ",
            grade.Of(lab).Where(judged => judged.Verdict.Outcome == CheckOutcome.Failed).Select(judged => judged.Check.Sentence)
        );
}
