using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Checks;
using Classroom.Functions.StepFunctions;

namespace Classroom.Checks.Tests;

sealed class CommandTests
{
    [Test]
    public async Task A_class_has_a_line_for_each_student_in_80_columns()
    {
        var printed = await CheckedClassroom.RunAsync("check");

        Assert.That(printed.Code, Is.EqualTo(1), "user2 has not done the exercises");
        var lines = printed.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Count(line => line.StartsWith("user", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(
            lines
                .Where(line => line.StartsWith("user", StringComparison.Ordinal) || line.StartsWith("student", StringComparison.Ordinal))
                .Max(line => line.TrimEnd().Length),
            Is.LessThanOrEqualTo(80)
        );
        Assert.That(printed.Out, Does.Contain("1 of 2 students have everything"));
    }

    [Test]
    public async Task A_student_who_has_everything_is_told_so_with_exit_code_0()
    {
        var printed = await CheckedClassroom.RunAsync("check", "--student", "user1");

        Assert.That(printed.Code, Is.Zero, printed.ToString());
        Assert.That(printed.Out, Does.Contain("100 of 100 points"));
    }

    [Test]
    public async Task Json_has_every_check_with_its_outcome()
    {
        var printed = await CheckedClassroom.RunAsync("check", "--student", "user2", "--lab", "greeting", "--json");

        var checks = (JsonArray)printed.Json["students"]![0]!["checks"]!;
        Assert.That(checks.Select(check => ((string)check!["check"]!).Split('/')[0]).Distinct(), Is.EqualTo(new[] { "greeting" }));
        Assert.That(
            checks.Where(check => (string?)check!["check"] == "greeting/alice-is-greeted").Select(check => (string?)check!["outcome"]),
            Is.EqualTo(new[] { "open" })
        );
    }

    [TestCase("check --student nobody", "There is no student 'nobody'")]
    [TestCase("check --lab cooking", "There is no lab 'cooking'")]
    [TestCase("check --hint", "A hint is for one student")]
    [TestCase("check --student user2 --hint greeting/nothing", "There is no check 'greeting/nothing'")]
    [TestCase("bulk cooking", "There is no workflow 'cooking'")]
    [TestCase("bulk greeting-workflow --executions 0", "--executions 0")]
    [TestCase("bulk greeting-workflow --rate 0", "--rate 0")]
    [TestCase("bulk greeting-workflow --input nothing.json", "There is no file 'nothing.json'")]
    [TestCase("hand raise", "Whose hand?")]
    public async Task A_mistake_of_the_user_is_explained(string line, string said)
    {
        var printed = await CheckedClassroom.RunAsync(line.Split(' '));

        Assert.That(printed.Code, Is.EqualTo(3), printed.ToString());
        Assert.That(printed.Err, Does.Contain(said));
    }

    [Test]
    public async Task Hints_come_one_after_the_other_and_are_counted()
    {
        string[] ask = ["check", "--student", "user2", "--hint", "greeting/alice-is-greeted"];
        for (var number = 1; number <= 3; number++)
            Assert.That((await CheckedClassroom.RunAsync(ask)).Out, Does.Contain($"Hint {number} of 3"));
        Assert.That((await CheckedClassroom.RunAsync(ask)).Out, Does.Contain("Hint 3 of 3"), "there is no fourth");

        var graded = await CheckedClassroom.RunAsync("check", "--student", "user2", "--lab", "greeting", "--json");
        Assert.That((int)graded.Json["students"]![0]!["hints"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task A_load_test_counts_its_executions()
    {
        var printed = await CheckedClassroom.RunAsync("bulk", "express-workflow", "--student", "user1", "--executions", "4", "--json");

        Assert.That(printed.Code, Is.Zero, printed.ToString());
        Assert.That(((int)printed.Json["all"]!["executions"]!, (int)printed.Json["all"]!["succeeded"]!), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task A_hand_that_a_student_raises_with_an_own_call_is_seen_until_it_is_lowered()
    {
        using var student = await StudentAsync("user1");
        await Hand.RaiseAsync(student, "user1");
        var raised = (await CheckedClassroom.ObserveAsync(CheckedClassroom.Done)).Progress.HandRaised;
        Assert.That((await CheckedClassroom.RunAsync("hand", "raise", "--student", "user1")).Out, Does.Contain("was up already"));
        Assert.That((await CheckedClassroom.RunAsync("hand", "lower", "--student", "user1")).Out, Does.Contain("hand is down"));
        var lowered = (await CheckedClassroom.ObserveAsync(CheckedClassroom.Done)).Progress.HandRaised;

        Assert.That((raised is not null, lowered), Is.EqualTo((true, (DateTimeOffset?)null)));
        Assert.That(async () => await Hand.RaiseAsync(student, "user2"), Throws.TypeOf<AwsError>(), "another student's hand");
    }

    [Test]
    public async Task The_last_error_of_a_student_is_counted()
    {
        using var student = await StudentAsync("user2");
        var denied = student.Operation<Cloud.Iam.GetRole>();
        for (var time = 0; time < 3; time++)
            Assert.That(async () => await denied.CallAsync(new("user1-greeting-workflows")), Throws.TypeOf<AwsError>());

        // CloudTrail shows a call some time after it was made.
        Assert.That(
            () =>
                CheckedClassroom.ObserveAsync(CheckedClassroom.Fresh).GetAwaiter().GetResult().Progress.LastError is { } error
                    ? $"{error.Text} x{error.Times}"
                    : "",
            Is.EqualTo("GetRole: AccessDenied x3").After(20_000, 250)
        );
    }

    [Test]
    public async Task What_the_document_says_to_type_works()
    {
        var document = await File.ReadAllLinesAsync(Path.Combine(Cli.Tests.Classroom.Repository, "docs", "checks.md"));
        var hasAwsCli = Cli.Runtime.SearchPath.Find("aws") is not null;
        var lines = document
            .Where(line => line.StartsWith("./classroom ", StringComparison.Ordinal) && !line.Contains("--watch", StringComparison.Ordinal))
            .Where(line => hasAwsCli || !line.StartsWith("./classroom aws ", StringComparison.Ordinal))
            .Select(line => line.Split(" #")[0].Trim())
            .ToList();
        Assert.That(lines, Has.Count.GreaterThan(8));
        foreach (var line in lines)
        {
            var printed = await CheckedClassroom.RunAsync(line.Split(' ')[1..]);
            // 1: not everything passes, or an execution failed by chance.
            Assert.That(printed.Code, Is.AnyOf(0, 1), $"{line}: {printed}");
            if (
                !line.StartsWith("./classroom check", StringComparison.Ordinal)
                && !line.StartsWith("./classroom bulk", StringComparison.Ordinal)
            )
                Assert.That(printed.Code, Is.Zero, $"{line}: {printed}");
        }
    }

    static async Task<AwsClient> StudentAsync(string name)
    {
        var facts = (await CheckedClassroom.RunAsync("outputs", "--student", name, "--json", "--show-secrets")).Json[name]!;
        return CheckedClassroom.ClientOf(new AwsCredentials((string)facts["access_key_id"]!, (string)facts["secret_access_key"]!, null));
    }
}
