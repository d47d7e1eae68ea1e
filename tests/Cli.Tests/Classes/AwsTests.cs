namespace Classroom.Cli.Tests.Classes;

/// <summary>
/// The commands for a class on AWS. The embedded cloud stands in for AWS at AWS_ENDPOINT_URL, and a script for the pulumi command: it
/// prints the outputs that Pulumi would have.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
sealed class AwsTests
{
    Classroom classroom = null!;

    [OneTimeSetUp]
    public async Task Up()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The script that stands for pulumi is for a POSIX shell");
        classroom = Classroom.Of(
            "classroom:labs: [greeting, orders]\nclassroom:delayScale: 0\nclassroom:transientErrorRate: 0\nclassroom:paymentFailureRate: 0"
                + "\nclassroom:outOfStockRate: 0\nclassroom:access: user\nclassroom:students: [user1, user2]"
        );
        await classroom.DoneAsync("up", "--yes");
        var outputs = (await classroom.DoneAsync("outputs", "--json")).Out;
        await PulumiAsync(classroom, $"cat <<'END'\n{outputs}\nEND\n");
        var endpoint = (string)(await classroom.DoneAsync("cloud", "status", "--json")).Json["endpoint"]!;
        foreach (
            var (name, value) in new[]
            {
                ("AWS_ENDPOINT_URL", endpoint),
                ("AWS_ACCESS_KEY_ID", "test"),
                ("AWS_SECRET_ACCESS_KEY", "test"),
                ("PATH", $"{classroom.Folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}"),
            }
        )
            classroom.Variables[name] = value;
    }

    [OneTimeTearDown]
    public async Task End() => await classroom.DisposeAsync();

    [Test]
    public async Task A_workflow_runs_and_its_history_and_log_are_shown()
    {
        var run = await classroom.DoneAsync("run", "greeting-workflow", "-u", "user1", "--watch", "--aws");
        Assert.That(run.Out, Does.Contain("user1-greeting-workflow ·").And.Contain("SUCCEEDED").And.Contain("--data --aws"));
        Assert.That(
            (await classroom.DoneAsync("history", "greeting-workflow", "-u", "user1", "--aws")).Out,
            Does.Contain("Validate").And.Contain("ok").And.Contain("user1-validate-fn")
        );
        Assert.That(
            (await classroom.DoneAsync("logs", "validate-fn", "-u", "user1", "--aws")).Out,
            Does.Contain("REPORT").Or.Contain("platform.report")
        );
    }

    [Test]
    public async Task The_status_counts_what_has_run()
    {
        await classroom.DoneAsync("run", "greeting-workflow", "-u", "user2", "--aws");
        var status = (await classroom.DoneAsync("status", "--json", "--aws")).Json["students"]!.AsArray();
        Assert.That((int)status.Single(row => (string?)row!["student"] == "user2")!["runs"]!, Is.GreaterThanOrEqualTo(1));
        Assert.That((await classroom.DoneAsync("status", "--aws")).Out, Does.StartWith("dev · 2 students · "));
    }

    [Test]
    public async Task The_labs_are_checked_and_the_exercises_are_done()
    {
        var before = await classroom.RunAsync("check", "--lab", "greeting", "--json", "--aws");
        Assert.That(before.Code, Is.EqualTo(1), $"user2 has not done the exercises: {before}");
        Assert.That(
            before.Json["students"]!.AsArray().Select(student => (string?)student!["student"]),
            Is.EqualTo(new[] { "user1", "user2" })
        );
        Assert.That(
            before.Json["students"]![1]!["checks"]!
                .AsArray()
                .Select(check => (string?)check!["outcome"])
                .Distinct()
                .Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "notasked", "open", "passed" })
        );
        var after = await classroom.DoneAsync("check", "--run", "--lab", "greeting", "-u", "user2", "--aws");
        Assert.That(after.Out, Does.Contain("100 of 100 points"));
        var report = Path.Combine(classroom.Folder, "results");
        await classroom.DoneAsync("check", "--lab", "greeting", "-u", "user2", "--report", report, "--aws");
        Assert.That(File.ReadAllText(Path.Combine(report, "checks.csv")), Does.Contain("user2,greeting,alice-is-greeted,"));
    }

    [Test]
    public async Task Everybody_reads_the_addresses_and_nobody_the_secrets()
    {
        var all = await classroom.DoneAsync("outputs", "--wide", "--aws");
        Assert.That(all.Out, Does.Contain("user1-greeting-workflow").And.Contain("password: [secret]"));
        Assert.That((await classroom.DoneAsync("outputs", "--aws")).Out, Does.Contain("user1").And.Contain("user2").And.Contain("user"));
    }

    [Test]
    public async Task A_waiting_task_is_answered()
    {
        var input = Path.Combine(classroom.Folder, "callback.json");
        await File.WriteAllTextAsync(input, """{"jobId":"job-1"}""");
        await classroom.DoneAsync("run", "callback-workflow", "-u", "user1", "--input", input, "--detach", "--aws");
        Printed answered;
        do
        {
            answered = await classroom.RunAsync("answer", "-u", "user1", "--succeed", "--aws");
        } while (answered.Out.Contains("No task of user1 waits", StringComparison.Ordinal));
        Assert.That(answered.Out, Does.Contain("was answered: succeeded"), answered.ToString());
    }

    [Test]
    public async Task Without_credentials_one_sentence_says_what_to_do()
    {
        var (key, secret) = (classroom.Variables["AWS_ACCESS_KEY_ID"], classroom.Variables["AWS_SECRET_ACCESS_KEY"]);
        classroom.Variables["AWS_ACCESS_KEY_ID"] = classroom.Variables["AWS_SECRET_ACCESS_KEY"] = "";
        // No profile of the machine, and no look for an instance's role, which takes seconds.
        (classroom.Variables["HOME"], classroom.Variables["AWS_EC2_METADATA_DISABLED"]) = (classroom.Folder, "true");
        try
        {
            var refused = await classroom.RunAsync("status", "--aws");
            Assert.That(refused.Code, Is.EqualTo(3), refused.ToString());
            Assert.That(refused.Err, Does.StartWith("No AWS credentials were found (").And.Contain("Sign in with `aws sso login`"));
        }
        finally
        {
            (classroom.Variables["AWS_ACCESS_KEY_ID"], classroom.Variables["AWS_SECRET_ACCESS_KEY"]) = (key, secret);
            classroom.Variables.Remove("HOME");
        }
    }

    [Test]
    public async Task A_stack_that_Pulumi_does_not_know_is_said_to_be_so()
    {
        await using var other = Classroom.OfStudents("user1");
        await PulumiAsync(other, "echo \"error: no stack named 'dev' found\" >&2\nexit 255\n");
        other.Variables["PATH"] = $"{other.Folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        var refused = await other.RunAsync("status", "--aws");
        Assert.That(
            (refused.Code, refused.Err.Trim()),
            Is.EqualTo(
                (
                    1,
                    "Pulumi knows no students of the stack dev: error: no stack named 'dev' found. `./classroom up --aws` brings the class "
                        + "up on AWS."
                )
            )
        );
    }

    /// <summary>Writes a script that stands for the pulumi command.</summary>
    static async Task PulumiAsync(Classroom classroom, string script)
    {
        var file = Path.Combine(classroom.Folder, "pulumi");
        await File.WriteAllTextAsync(file, $"#!/bin/sh\n{script}");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
