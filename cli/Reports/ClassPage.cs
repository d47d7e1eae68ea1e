using System.Text;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>The page of the class: how far everybody is, what most students miss, and who needs help.</summary>
static class ClassPage
{
    const int MostMissed = 12;

    public static string Of(ClassReport report)
    {
        var body = new StringBuilder();
        body.AppendLine($"<h1>{Html.Text(report.ClassName)}</h1>");
        body.AppendLine($"<p class=\"soft\">Stack {Html.Text(report.Stack)}, {Html.Time(report.Time)}</p>");
        body.AppendLine(Facts(report));
        body.AppendLine($"<h2>Students</h2><div class=\"card sticky\">{Table(report)}</div>");
        body.AppendLine($"<h2>Points</h2><p class=\"soft\">Students by their share of the points, in percent.</p><div class=\"card\">");
        body.AppendLine(
            Figures.Distribution(
                "Students by their share of the points",
                [.. report.Students.Select(one => Grade.ScoreOf(one.Grade.Checks))]
            )
        );
        body.AppendLine("</div>");
        body.AppendLine($"<h2>Progress</h2>{Figures.Legend}<div class=\"card\">");
        body.AppendLine(
            Figures.Bars(
                "Outcomes of the checks of each student",
                [.. report.Students.Select(one => (one.Grade.Student, one.Grade.Checks))]
            )
        );
        body.AppendLine("</div>");
        body.AppendLine($"<h2>What most students miss</h2><div class=\"card\">{Missed(report)}</div>");
        return Html.Page(report.ClassName, body.ToString());
    }

    static string Facts(ClassReport report)
    {
        var shares = report.Students.Select(one => Grade.ScoreOf(one.Grade.Checks)).Order().ToList();
        var median = shares.Count == 0 ? 0 : shares[shares.Count / 2];
        (string Value, string Name)[] facts =
        [
            ($"{report.Students.Count}", "students"),
            ($"{report.Students.Count(one => one.Grade.IsFull)}", "have everything"),
            ($"{Html.Number(median * report.Points)} of {Html.Number(report.Points)}", "points, median"),
            ($"{report.Students.Count(one => one.Progress.HandRaised is not null)}", "raised hands"),
            ($"{report.Students.Sum(one => report.Hints.GivenTo(one.Grade.Student))}", "hints used"),
        ];
        return Html.Facts(facts);
    }

    static string Table(ClassReport report)
    {
        var text = new StringBuilder("<table><thead><tr><th>student</th><th class=\"number\">points</th>");
        foreach (var lab in report.Labs)
            text.Append($"<th class=\"number\">{Html.Text(lab)}</th>");
        text.AppendLine(
            "<th class=\"number wide\">hints</th><th class=\"wide\">last activity (UTC)</th>"
                + "<th class=\"wide\">last error</th></tr></thead><tbody>"
        );
        foreach (var (grade, progress) in report.Students)
        {
            var hand = progress.HandRaised is null ? "" : " <span class=\"open\" title=\"raised hand\">✋</span>";
            text.Append(
                $"<tr><td><a href=\"{ReportFolder.PageOf(grade.Student)}\">{Html.Text(grade.Student)}</a>{hand}"
                    + $"{Name(report, grade.Student)}</td>"
            );
            text.Append($"<td class=\"number\"><b>{Html.Number(grade.Score)}</b></td>");
            foreach (var lab in report.Labs)
                text.Append(Cell([.. grade.Of(lab)]));
            text.Append($"<td class=\"number wide\">{report.Hints.GivenTo(grade.Student)}</td>");
            text.Append($"<td class=\"wide time\">{(progress.LastActivity is { } last ? Html.Short(last) : "")}</td>");
            text.AppendLine($"<td class=\"wide found\">{Error(progress)}</td></tr>");
        }
        return text.Append("</tbody></table>").ToString();
    }

    static string Name(ClassReport report, string student) =>
        report.PersonOf(student).Name is { } name ? $"<br><span class=\"found\">{Html.Text(name)}</span>" : "";

    static string Cell(IReadOnlyList<Judged> checks)
    {
        if (checks.Count == 0)
            return "<td class=\"number none\">–</td>";
        var (passed, asked) = (checks.Count(judged => judged.IsPassed), checks.Count(judged => judged.Counts));
        var style =
            passed == asked ? "good"
            : checks.Any(judged => judged.Verdict.Outcome == CheckOutcome.Failed) ? "bad"
            : "open";
        return $"<td class=\"number {style}\">{passed}/{asked}</td>";
    }

    static string Error(StudentProgress progress) =>
        progress.LastError is { } error ? $"{Html.Text(error.Text)}{(error.Times > 1 ? $" ×{error.Times}" : "")}" : "";

    static string Missed(ClassReport report)
    {
        var missed = report
            .Students.SelectMany(one => one.Grade.Checks.Where(judged => judged.Counts && !judged.IsPassed))
            .GroupBy(judged => judged.Check.Id)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MostMissed)
            .ToList();
        if (missed.Count == 0)
            return "<p class=\"good\">Everybody has everything.</p>";
        var text = new StringBuilder(
            "<table><thead><tr><th class=\"number\">students</th><th>check</th><th>what is asked</th></tr></thead><tbody>"
        );
        foreach (var group in missed)
            text.AppendLine(
                $"<tr><td class=\"number\">{group.Count()}</td><td>{Html.Text(group.Key)}</td>"
                    + $"<td>{Html.Text(group.First().Check.Sentence)}</td></tr>"
            );
        return text.Append("</tbody></table>").ToString();
    }
}
