using Classroom.Cli.Checks;
using Spectre.Console;

namespace Classroom.Checks.Tests;

/// <summary>The view of an instructor who watches the class.</summary>
sealed class WatchTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Test]
    public void Raised_hands_come_first_then_recent_errors_then_those_with_the_fewest_points()
    {
        var lines = Shown(
            Of("user1", Now.AddMinutes(-2)),
            Of("user2", Now.AddMinutes(-3), error: new("StartExecution: AccessDeniedException", 4, Now.AddMinutes(-3))),
            Of("user3", null, hand: Now.AddMinutes(-5)),
            Of("user4", null)
        );

        Assert.That(
            lines.Select(line => line.Split(' ')[0]).Where(name => name.StartsWith("user", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "user3", "user2", "user1", "user4" })
        );
        Assert.That(lines.Single(line => line.StartsWith("user3", StringComparison.Ordinal)), Does.EndWith("hand up for 5 min"));
        Assert.That(
            lines.Single(line => line.StartsWith("user2", StringComparison.Ordinal)),
            Does.EndWith("StartExecution: AccessDeniedException ×4")
        );
        Assert.That(
            lines.Single(line => line.StartsWith("user1", StringComparison.Ordinal)),
            Does.Contain(" 40 ").And.EndWith("active 2 min ago")
        );
        Assert.That(lines.Single(line => line.StartsWith("user4", StringComparison.Ordinal)), Does.EndWith("not begun"));
        Assert.That(lines[^1], Does.StartWith("10:30:00 UTC, 1 raised hands."));
    }

    [TestCase("status")]
    [TestCase("check")]
    public async Task Who_watches_sees_every_student_and_a_raised_hand(string command)
    {
        await CheckedClassroom.RunAsync("hand", "raise", "--student", "user2");
        try
        {
            using var watching = CheckedClassroom.Start(command, "--watch");
            using var limit = new CancellationTokenSource(Longest);
            var read = new List<string>();
            while (!read.Any(line => line.Contains("raised hands.", StringComparison.Ordinal)))
                read.Add(await watching.StandardOutput.ReadLineAsync(limit.Token) ?? throw new AssertionException(string.Join('\n', read)));
            watching.Kill();
            var students = read.Where(line => line.StartsWith("user", StringComparison.Ordinal)).ToList();
            Assert.That(students.Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "user2", "user1" }));
            Assert.That(students[0], Does.Contain("hand up for"));
        }
        finally
        {
            await CheckedClassroom.RunAsync("hand", "lower", "--student", "user2");
        }
    }

    static Observation Of(string student, DateTimeOffset? active, MetError? error = null, DateTimeOffset? hand = null)
    {
        var check = CheckCatalog.Of(["greeting"])[0];
        return new(
            new(student, 100, [new(check, Verdict.Passed(""), 2), new(check, Verdict.Open(""), 3)]),
            new(student, new Dictionary<string, double> { ["greeting"] = 0.4 }, active, error, hand)
        );
    }

    static string[] Shown(params Observation[] observed)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 80;
        console.Write(WatchView.Of(observed, Now));
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }
}
