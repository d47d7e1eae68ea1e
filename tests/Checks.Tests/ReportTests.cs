using System.Text.RegularExpressions;
using System.Xml.Linq;
using Classroom.Cli.Checks;
using Classroom.Cli.Reports;

namespace Classroom.Checks.Tests;

sealed partial class ReportTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    string folder = "";

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("classroom-report-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Pages_load_nothing_and_show_the_texts_of_the_account_as_text()
    {
        Write("<script>alert(1)</script> & more");

        foreach (var page in Directory.GetFiles(folder, "*.html", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(page);
            Assert.That(text, Does.Not.Contain("<script"));
            Assert.That(External().Matches(text).Select(match => match.Value), Is.Empty, page);
        }
        Assert.That(
            File.ReadAllText(Path.Combine(folder, "students", "user1.html")),
            Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more")
        );
    }

    [Test]
    public void The_class_page_links_to_a_page_for_each_student()
    {
        Write("found");

        var index = File.ReadAllText(Path.Combine(folder, "index.html"));
        foreach (var student in (string[])["user1", "user2"])
        {
            Assert.That(index, Does.Contain($"href=\"students/{student}.html\""));
            Assert.That(File.Exists(Path.Combine(folder, "students", $"{student}.html")));
        }
    }

    [Test]
    public void Junit_has_a_failure_for_each_check_that_is_asked_and_does_not_pass()
    {
        Write("a\u0001b");

        var root = XDocument.Load(Path.Combine(folder, "checks.xml")).Root!;
        Assert.That(
            ((int)root.Attribute("tests")!, (int)root.Attribute("failures")!, (int)root.Attribute("skipped")!),
            Is.EqualTo((8, 4, 2))
        );
        Assert.That(root.Descendants("failure").First().Attribute("message")!.Value, Is.EqualTo("ab"));
        Assert.That(root.Elements("testsuite").Select(suite => (string)suite.Attribute("name")!), Does.Contain("user1.greeting"));
    }

    [Test]
    public void Gradebooks_have_the_columns_that_their_platforms_import()
    {
        Write("found");

        // Two of the four checks are in each lab. One of greeting is not asked, so that greeting is a third of the points.
        Assert.That(
            Lines("canvas.csv"),
            Is.EqualTo(
                new[]
                {
                    "Student,ID,SIS User ID,SIS Login ID,Section,day1: greeting,day1: orders",
                    "    Points Possible,,,,,33.33,66.67",
                    "Anna Maria Weiß,,,user1,day1,33.33,0",
                    "user2,,,user2,day1,33.33,0",
                }
            )
        );
        const string feedback = "\"CheckValidation sends valid orders to the payment, and all others to ValidationFailed.\"";
        Assert.That(
            Lines("moodle.csv"),
            Is.EqualTo(
                new[]
                {
                    "First name,Last name,ID number,Institution,Department,Email address,day1: greeting (Real),day1: orders (Real),"
                        + "day1: greeting (Feedback),day1: orders (Feedback)",
                    $"Anna Maria,Weiß,user1,,,anna@example.com,33.33,0,,{feedback}",
                    $"user2,,user2,,,,33.33,0,,{feedback}",
                }
            )
        );
        Assert.That(
            Lines("github-classroom.csv")[..2],
            Is.EqualTo(
                new[]
                {
                    "assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,student_repository_name,"
                        + "student_repository_url,submission_timestamp,points_awarded,points_available",
                    "day1: greeting,,,,user1,,,2026-11-22 08:58:00 UTC,33.33,33.33",
                }
            )
        );
    }

    [Test]
    public void A_cell_that_looks_like_a_formula_is_a_text()
    {
        Write("=HYPERLINK(\"http://example.com\")");

        Assert.That(File.ReadAllText(Path.Combine(folder, "checks.csv")), Does.Contain("\"'=HYPERLINK(\"\"http://example.com\"\")\""));
    }

    void Write(string found)
    {
        var checks = CheckCatalog.Of(["greeting", "orders"]).ToDictionary(check => check.Id);
        Grade Of(string student) =>
            new(
                student,
                100,
                [
                    new(checks["greeting/functions-exist"], Verdict.Passed("3 functions"), 1),
                    new(checks["greeting/transient-error-was-retried"], Verdict.NotAsked("no call fails"), 2),
                    new(checks["orders/validation-decides"], Verdict.Failed(found), 1),
                    new(checks["orders/functions-exist"], Verdict.Open(found), 1),
                ]
            );
        Observation Observe(string student) =>
            new(
                Of(student),
                new(student, new Dictionary<string, double>(), Now.AddMinutes(-2), new("CreateRole: AccessDenied", 3, Now), Now)
            );
        ReportFolder.Write(
            folder,
            new(
                "day1",
                "dev",
                Now,
                [Observe("user1"), Observe("user2")],
                HintBook.Open(folder),
                new Dictionary<string, IReadOnlyList<Link>> { ["user1"] = [new("dashboard", "https://example.com/?a=1&b=2")] }
            )
            {
                People = new Dictionary<string, Person>
                {
                    ["user1"] = new("Anna Maria Weiß", "anna@example.com"),
                    ["user2"] = new(null, null),
                },
            }
        );
    }

    string[] Lines(string file) =>
        File.ReadAllText(Path.Combine(folder, file)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    // What a browser would fetch by itself: links that a reader follows are not among them.
    [GeneratedRegex("""(src=|<link|@import|url\(|<iframe|<img|<object)""")]
    private static partial Regex External();
}
