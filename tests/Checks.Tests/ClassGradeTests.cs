using Classroom.Cli.Checks;
using Spectre.Console;

namespace Classroom.Checks.Tests;

/// <summary>The results of a class in the terminal.</summary>
sealed class ClassGradeTests
{
    // A terminal of 24 lines has room for the command and the next prompt too.
    const int Screen = 22;

    [Test]
    public void Thirty_students_fit_a_screen_whoever_needs_attention_first()
    {
        var lines = Shown([
            .. Enumerable.Range(1, 30).Select(number => Of($"user{number}", passed: number > 9, wrong: number is 12 or 30)),
        ]);

        Assert.That(lines, Has.Length.LessThanOrEqualTo(Screen));
        Assert.That(
            Students(lines),
            Is.EqualTo(new[] { "user1", "user2", "user3", "user4", "user5", "user6", "user7", "user8", "user9", "user12", "user30" })
        );
        Assert.That(lines, Has.One.StartsWith("19 others: 100 points. --all shows everybody."));
    }

    [Test]
    public void If_everybody_needs_attention_the_last_line_counts_those_who_have_none_of_their_own()
    {
        var lines = Shown([.. Enumerable.Range(1, 30).Select(number => Of($"user{number}", passed: false, wrong: true))]);

        Assert.That(lines, Has.Length.LessThanOrEqualTo(Screen));
        Assert.That(Students(lines).Length, Is.EqualTo(15));
        Assert.That(lines, Has.One.StartsWith("15 others: 0 points, 15 with something wrong."));
    }

    [Test]
    public void A_class_that_fits_a_screen_and_everybody_on_request_have_a_line_each_in_the_order_of_the_numbers()
    {
        Grade[] class30 = [.. Enumerable.Range(1, 30).Select(number => Of($"user{31 - number}", passed: true, wrong: false))];

        Assert.That(Students(Shown(class30, everybody: true)), Is.EqualTo(Enumerable.Range(1, 30).Select(number => $"user{number}")));
        Assert.That(Students(Shown(class30[..20])), Has.Length.EqualTo(20));
        Assert.That(Students(Shown(class30)), Is.Empty, "nobody needs attention");
    }

    static Grade Of(string student, bool passed, bool wrong)
    {
        var check = CheckCatalog.Of(["greeting"])[0];
        Judged built = new(check, passed ? Verdict.Passed("") : Verdict.Open(""), 1);
        return new(student, 100, wrong ? [built, new(check, Verdict.Failed(""), 0)] : [built]);
    }

    static string[] Shown(IReadOnlyList<Grade> grades, bool everybody = false)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 80;
        GradeView.Show(console, grades, null, everybody);
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    static string[] Students(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.StartsWith("user", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];
}
