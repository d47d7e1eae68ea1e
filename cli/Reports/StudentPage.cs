using System.Text;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>The page of a student: every check with what was looked for and what was found.</summary>
static class StudentPage
{
    public static string Of(ClassReport report, Observation observed)
    {
        var (grade, progress) = observed;
        var body = new StringBuilder();
        body.AppendLine($"<p><a href=\"../index.html\">{Html.Text(report.ClassName)}</a></p>");
        body.AppendLine($"<h1>{Html.Text(report.PersonOf(grade.Student).Name ?? grade.Student)}</h1>");
        body.AppendLine($"<p class=\"soft\">{Html.Text(grade.Student)}, {Html.Time(report.Time)}{LastActivity(progress)}</p>");
        body.AppendLine(Facts(report, grade));
        body.AppendLine(Links(report, grade.Student));
        body.AppendLine(Figures.Legend);
        body.AppendLine("<div class=\"card\">");
        body.AppendLine(
            Figures.Bars(
                $"Outcomes of the checks of {grade.Student}",
                [.. grade.Labs.Select(lab => (lab, (IReadOnlyList<Judged>)[.. grade.Of(lab)]))]
            )
        );
        body.AppendLine("</div>");
        foreach (var lab in grade.Labs)
            body.AppendLine($"<h2 id=\"{Html.Text(lab)}\">{Html.Text(lab)}</h2><div class=\"card\">{Table(report, grade, lab)}</div>");
        return Html.Page($"{grade.Student}, {report.ClassName}", body.ToString());
    }

    static string LastActivity(StudentProgress progress) => progress.LastActivity is { } last ? $"; last activity {Html.Time(last)}" : "";

    static string Facts(ClassReport report, Grade grade)
    {
        (string Value, string Name)[] facts =
        [
            ($"{Html.Number(grade.Score)} of {Html.Number(grade.Points)}", "points"),
            ($"{grade.Checks.Count(judged => judged.IsPassed)} of {grade.Checks.Count(judged => judged.Counts)}", "checks passed"),
            ($"{grade.Checks.Count(judged => judged.Verdict.Outcome == CheckOutcome.Failed)}", "wrong"),
            ($"{report.Hints.GivenTo(grade.Student)}", "hints used"),
        ];
        return Html.Facts(facts);
    }

    static string Links(ClassReport report, string student) =>
        report.Links.TryGetValue(student, out var links) && links.Count > 0
            ? $"<p>{string.Join(" · ", links.Select(link => $"<a href=\"{Html.Text(link.Url)}\">{Html.Text(link.Name)}</a>"))}</p>"
            : "";

    static string Table(ClassReport report, Grade grade, string lab)
    {
        var text = new StringBuilder(
            "<table><thead><tr><th></th><th>what is asked, and what was found</th><th class=\"number wide\">weight</th>"
                + "<th class=\"number wide\">hints</th></tr></thead><tbody>"
        );
        foreach (var judged in grade.Of(lab).OrderBy(judged => Order(judged.Verdict.Outcome)))
        {
            var (sign, style, words) = Marks.Of(judged.Verdict.Outcome);
            text.Append($"<tr><td class=\"mark {style}\" title=\"{words}\">{sign}</td>");
            text.Append($"<td>{Html.Text(judged.Check.Sentence)}<br><span class=\"found\">{Html.Text(judged.Verdict.Found)}</span></td>");
            text.Append($"<td class=\"number wide\">{Html.Number(judged.Weight)}</td>");
            text.AppendLine($"<td class=\"number wide\">{report.Hints.GivenTo(grade.Student, judged.Check)}</td></tr>");
        }
        return text.Append("</tbody></table>").ToString();
    }

    /// <summary>What the student has to do comes first.</summary>
    static int Order(CheckOutcome outcome) =>
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
