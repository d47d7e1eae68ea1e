using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests.Classes;

/// <summary>
/// The commands for a class on AWS with AWS's limits: an administrator who is not the root user, so that the embedded cloud throttles the
/// calls as AWS does (and those with large limits at a tenth). A script prints the outputs that Pulumi would have.
/// </summary>
[Category("Long")]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
sealed class AwsLimitsTests
{
    // The embedded cloud limits everybody whose name begins with a word and a hyphen.
    const string Administrator = "limited-administrator";

    static readonly string[] Students = [.. Enumerable.Range(1, 8).Select(number => $"user{number}")];

    Classroom classroom = null!;
    WireClient limited = null!;

    [OneTimeSetUp]
    public async Task Up()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The script that stands for pulumi is for a POSIX shell");
        classroom = Classroom.Of(
            "classroom:labs: [greeting, orders]\nclassroom:delayScale: 0\nclassroom:transientErrorRate: 0\nclassroom:paymentFailureRate: 0"
                + $"\nclassroom:outOfStockRate: 0\nclassroom:access: user\nclassroom:students: [{string.Join(", ", Students)}]"
        );
        await classroom.DoneAsync("up", "--yes");
        await File.WriteAllTextAsync(Path.Combine(classroom.Folder, "outputs.json"), (await classroom.DoneAsync("outputs", "--json")).Out);
        var pulumi = Path.Combine(classroom.Folder, "pulumi");
        await File.WriteAllTextAsync(pulumi, "#!/bin/sh\ncat \"$(dirname \"$0\")/outputs.json\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(pulumi, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var root = await classroom.RootAsync();
        await root.FormAsync("iam", "CreateUser", ("UserName", Administrator));
        await root.FormAsync(
            "iam",
            "AttachUserPolicy",
            ("UserName", Administrator),
            ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess")
        );
        var key = (await root.FormAsync("iam", "CreateAccessKey", ("UserName", Administrator)))
            .Descendants()
            .ToLookup(element => element.Name.LocalName, element => element.Value);
        var (id, secret) = (key["AccessKeyId"].Single(), key["SecretAccessKey"].Single());
        limited = new(root.Endpoint, id, secret);
        foreach (
            var (name, value) in new[]
            {
                ("AWS_ENDPOINT_URL", root.Endpoint),
                ("AWS_ACCESS_KEY_ID", id),
                ("AWS_SECRET_ACCESS_KEY", secret),
                ("PATH", $"{classroom.Folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}"),
            }
        )
            classroom.Variables[name] = value;
    }

    [OneTimeTearDown]
    public async Task End() => await classroom.DisposeAsync();

    [Test]
    public async Task The_administrator_is_throttled_as_on_AWS()
    {
        // Ten a second, and ten at once.
        var calls = Enumerable.Range(0, 60).Select(_ => limited.CallAsync("logs", "DescribeLogGroups", new { }));
        var refused = await Assert.CatchAsync(() => Task.WhenAll(calls));
        Assert.That(refused.ToString(), Does.Contain("Throttling"));
    }

    [Test]
    public async Task A_workflow_runs_and_is_followed()
    {
        var run = await classroom.DoneAsync("run", "order-processing-workflow", "-u", "user1", "--watch", "--aws");
        Assert.That(run.Out, Does.Contain("ValidateOrder").And.Contain("SUCCEEDED"));
        Assert.That(
            (await classroom.DoneAsync("history", "order-processing-workflow", "-u", "user1", "--aws")).Out,
            Does.Contain("ProcessFulfillment").And.Contain("SUCCEEDED")
        );
        Assert.That((await classroom.DoneAsync("logs", "order-validator", "-u", "user1", "--aws")).Out, Is.Not.Empty);
    }

    [Test]
    public async Task A_load_goes_through_within_the_limits_and_the_status_counts_it()
    {
        var bulk = await classroom.DoneAsync("bulk", "greeting-workflow", "--executions", "25", "--aws", "--json");
        Assert.That(bulk.Json.ToJsonString(), Does.Contain("200"), "25 executions of 8 students");
        var status = (await classroom.DoneAsync("status", "--aws", "--json")).Json["students"]!.AsArray();
        Assert.That(status.Select(row => (string)row!["student"]!), Is.EqualTo(Students));
        Assert.That(status.Select(row => (int)row!["runs"]!), Is.All.GreaterThanOrEqualTo(25));
        Assert.That((await classroom.DoneAsync("status", "--aws")).Out, Does.StartWith("dev · 8 students · AWS us-east-1"));
    }

    [Test]
    public async Task The_outputs_are_those_of_everybody() =>
        Assert.That(
            (await classroom.DoneAsync("outputs", "--aws", "--json")).Json.AsObject().Select(student => student.Key),
            Is.EquivalentTo(Students)
        );

    [Test]
    public async Task A_waiting_task_is_answered()
    {
        var input = Path.Combine(classroom.Folder, "callback.json");
        await File.WriteAllTextAsync(input, """{"jobId":"job-1"}""");
        await classroom.DoneAsync("run", "callback-workflow", "-u", "user2", "--input", input, "--detach", "--aws");
        Printed answered;
        do
        {
            answered = await classroom.RunAsync("answer", "-u", "user2", "--succeed", "--aws");
        } while (answered.Out.Contains("No task of user2 waits", StringComparison.Ordinal));
        Assert.That(answered.Out, Does.Contain("was answered: succeeded"), answered.ToString());
    }

    [Test]
    public async Task All_students_are_checked()
    {
        var check = await classroom.RunAsync("check", "--aws", "--json");
        Assert.That(check.Code, Is.AnyOf(0, 1), check.ToString());
        var students = check.Json["students"]!.AsArray();
        Assert.That(students.Select(student => (string)student!["student"]!), Is.EquivalentTo(Students));
        Assert.That(
            students.SelectMany(student => student!["checks"]!.AsArray()).Select(one => (string?)one!["found"]),
            Has.None.Contains("could not be read")
        );
    }
}
