using System.Globalization;
using System.Xml.Linq;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>The results as JUnit XML: a test suite for each student and lab. What is not asked is skipped.</summary>
static class JUnit
{
    public static string Of(ClassReport report)
    {
        var suites = report
            .Students.SelectMany(one => one.Grade.Labs.Select(lab => SuiteOf(report, one.Grade.Student, lab, [.. one.Grade.Of(lab)])))
            .ToList();
        var root = new XElement("testsuites", new XAttribute("name", report.ClassName), Totals(suites), suites);
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}\n";
    }

    static XElement SuiteOf(ClassReport report, string student, string lab, IReadOnlyList<Judged> checks) =>
        new(
            "testsuite",
            new XAttribute("name", $"{student}.{lab}"),
            new XAttribute("tests", checks.Count),
            new XAttribute("failures", checks.Count(judged => judged.Counts && !judged.IsPassed)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", checks.Count(judged => !judged.Counts)),
            new XAttribute("timestamp", report.Time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
            checks.Select(judged => CaseOf(student, judged))
        );

    static XElement CaseOf(string student, Judged judged) =>
        new(
            "testcase",
            new XAttribute("classname", $"{student}.{judged.Check.Lab}"),
            new XAttribute("name", judged.Check.Name),
            judged.Verdict.Outcome switch
            {
                CheckOutcome.Passed => null,
                CheckOutcome.NotAsked => new XElement("skipped", new XAttribute("message", Clean(judged.Verdict.Found))),
                CheckOutcome.Failed or CheckOutcome.Open or CheckOutcome.Blocked => new XElement(
                    "failure",
                    new XAttribute("type", judged.Verdict.Outcome.ToString().ToLowerInvariant()),
                    new XAttribute("message", Clean(judged.Verdict.Found)),
                    judged.Check.Sentence
                ),
                _ => throw new ArgumentOutOfRangeException(nameof(judged), judged.Verdict.Outcome, "unknown outcome"),
            }
        );

    static IEnumerable<XAttribute> Totals(IReadOnlyCollection<XElement> suites) =>
        ((string[])["tests", "failures", "errors", "skipped"]).Select(name => new XAttribute(
            name,
            suites.Sum(suite => (int)suite.Attribute(name)!)
        ));

    /// <summary>XML has no characters for most control codes.</summary>
    static string Clean(string text) => string.Concat(text.Where(character => !char.IsControl(character) || character is '\n' or '\t'));
}
