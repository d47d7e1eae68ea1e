using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Tests.Classes;

/// <summary>A class for the machines of students: profiles, keys, and the audit log.</summary>
sealed class ServeTests
{
    Classroom classroom = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        classroom = Classroom.Of(
            "classroom:access: role\nclassroom:delayScale: 0\nclassroom:labs: [greeting]\nclassroom:students: [user1, user2]"
        );
        await classroom.DoneAsync("serve", "--hostname", "localhost");
        up = await classroom.DoneAsync("up", "--yes");
        await classroom.DoneAsync("outputs", "--profile", Profiles);
    }

    [OneTimeTearDown]
    public async Task End() => await classroom.DisposeAsync();

    Printed up = null!;

    string Profiles => Path.Combine(classroom.Folder, "profiles");

    string RootSecret =>
        (string)JsonNode.Parse(File.ReadAllText(Path.Combine(classroom.Home, "cloud", "root-key.json")))!["secretAccessKey"]!;

    [Test]
    public void Up_names_the_profiles_and_no_keys()
    {
        Assert.That(up.Out, Does.Contain("The class is at https://localhost:").And.Contain("./classroom outputs --profile"));
        Assert.That(up.Out + up.Err, Does.Not.Contain("AWS_ACCESS_KEY_ID").And.Not.Contain(RootSecret));
    }

    [Test]
    public void A_profile_is_for_its_owner_alone()
    {
        foreach (var file in (string[])["config", "credentials", "ca.pem", "env.sh", "env.ps1"])
        {
            var path = Path.Combine(Profiles, "user1", file);
            Assert.That(File.ReadAllText(path), Does.Not.Contain(RootSecret).And.Not.Contain("user2"), file);
            if (!OperatingSystem.IsWindows())
                Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
        Assert.That(
            File.ReadAllText(Path.Combine(Profiles, "user1", "config")),
            Does.Contain("role_arn = arn:aws:iam::000000000000:role/user1-student").And.Contain("endpoint_url = https://localhost:")
        );
    }

    [Test]
    public async Task The_AWS_CLI_works_with_a_copied_profile()
    {
        RequireAwsCli();
        var copy = Path.Combine(classroom.Folder, "copy");
        Directory.Move(Path.Combine(Profiles, "user2"), copy);
        await classroom.DoneAsync("outputs", "--profile", Profiles);
        var identity = await ShellAsync(copy, "source env.sh && aws sts get-caller-identity --query Arn --output text");
        Assert.That(identity.Out, Does.StartWith("arn:aws:sts::000000000000:assumed-role/user2-student/user2-"), $"{identity}");
        var own = await ShellAsync(copy, "source env.sh && aws sqs list-queues && aws s3 ls; aws stepfunctions list-state-machines");
        Assert.That(own.Out, Does.Contain("user2-greeting-workflow"), $"{own}");
        var key = await ShellAsync(copy, "source env.sh && aws --profile key stepfunctions list-state-machines");
        Assert.That(key.Err, Does.Contain("AccessDenied").And.Contain("user/user2-sign-in"), "the key may only assume the role");
        var neighbour = await ShellAsync(
            copy,
            "source env.sh && aws --profile key sts assume-role --role-session-name other "
                + "--role-arn arn:aws:iam::000000000000:role/user1-student"
        );
        Assert.That(neighbour.Err, Does.Contain("AccessDenied"));
    }

    [Test]
    public async Task The_command_runs_the_AWS_CLI_as_root_and_as_a_student()
    {
        RequireAwsCli();
        string[] who = ["--", "sts", "get-caller-identity", "--query", "Arn", "--output", "text"];
        Assert.That((await classroom.DoneAsync(["aws", .. who])).Out.Trim(), Is.EqualTo("arn:aws:iam::000000000000:root"));
        Assert.That(
            (await classroom.DoneAsync(["aws", "--student", "user1", .. who])).Out.Trim(),
            Is.EqualTo("arn:aws:sts::000000000000:assumed-role/user1-student/user1")
        );
        Assert.That((await classroom.RunAsync(["aws", "--student", "nobody", .. who])).Code, Is.EqualTo(3));
    }

    [Test]
    public async Task Denials_are_explained()
    {
        RequireAwsCli();
        await classroom.RunAsync("aws", "-u", "user1", "--", "iam", "create-user", "--user-name", "mine");
        var explained = await UntilAsync(["why-denied", "--student", "user1"], "iam:CreateUser");
        Assert.That(
            explained,
            Does.Contain("assumed-role/user1-student/user1")
                .And.Contain("was denied iam:CreateUser on arn:aws:iam::000000000000:user/mine.")
                .And.Contain("Needed: a statement in the policies of the caller")
                .Or.Contain("Denied by the managed policy")
        );
        Assert.That((await classroom.DoneAsync("why-denied", "--student", "user2")).Out, Does.Not.Contain("user1"));
        var audit = await UntilAsync(["logs", "--audit", "--student", "user1"], "iam:CreateUser");
        Assert.That(
            audit,
            Does.Match("user1 arn:aws:sts::.* iam:CreateUser arn:aws:iam::000000000000:user/mine from 127.0.0.1: AccessDenied")
        );
    }

    [Test]
    public async Task Another_machine_gets_no_answer_without_TLS()
    {
        var endpoint = new Uri((string)(await classroom.DoneAsync("cloud", "status", "--json")).Json["endpoint"]!);
        Assert.That(endpoint.Scheme, Is.EqualTo("https"));
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", endpoint.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("GET /_classroom/health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);
        Assert.That(await reader.ReadToEndAsync(), Does.Not.Contain("running"));
    }

    [Test]
    public async Task A_running_class_is_not_silently_left_as_it_is()
    {
        await using var local = Classroom.OfStudents("user1");
        await local.DoneAsync("cloud", "start");
        var refused = await local.RunAsync("serve");
        Assert.That(
            (refused.Code, refused.Err),
            Is.EqualTo((3, refused.Err)).And.Matches<(int, string)>(it => it.Item2.Contains("cloud stop"))
        );
    }

    /// <summary>The audit log is written once a second.</summary>
    async Task<string> UntilAsync(string[] command, string text)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var printed = await classroom.DoneAsync(command);
            if (printed.Out.Contains(text, StringComparison.Ordinal))
                return printed.Out;
            Assert.That(began.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)), $"{text} did not come about: {printed}");
        }
    }

    static void RequireAwsCli()
    {
        if (
            !(Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, "aws")))
        )
            Assert.Ignore("The AWS CLI is not on this machine (on Debian: apt install awscli).");
    }

    static async Task<Printed> ShellAsync(string folder, string script)
    {
        var start = new System.Diagnostics.ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
