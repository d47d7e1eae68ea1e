using System.Globalization;

namespace Classroom.Cli.Reports;

/// <summary>All results as a table: one row for each check of each student.</summary>
static class CheckTable
{
    public static string Of(ClassReport report)
    {
        var csv = new CsvText().Row("student", "lab", "check", "sentence", "outcome", "weight", "hints", "found", "time");
        var time = report.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var (grade, _) in report.Students)
        foreach (var judged in grade.Checks)
            csv.Row(
                grade.Student,
                judged.Check.Lab,
                judged.Check.Name,
                judged.Check.Sentence,
                judged.Verdict.Outcome.ToString().ToLowerInvariant(),
                judged.Weight,
                report.Hints.GivenTo(grade.Student, judged.Check),
                judged.Verdict.Found,
                time
            );
        return csv.ToString();
    }
}
