using System.Text.Json.Nodes;
using Classroom.Cli.Runtime;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests.Classes;

/// <summary>What goes wrong on the way, and how it goes on.</summary>
sealed class TroubleTests
{
    Classroom classroom = null!;

    [SetUp]
    public void NewClass() => classroom = Classroom.OfStudents("user1", "user2");

    [TearDown]
    public async Task End() => await classroom.DisposeAsync();

    [Test]
    public async Task A_failure_stops_its_dependants_only_and_the_next_up_goes_on()
    {
        await classroom.DoneAsync("cloud", "start");
        var root = await classroom.RootAsync();
        var fault = await FaultAsync(
            root,
            HttpMethod.Post,
            """{"kind":"fail","service":"sns","operation":"CreateTopic","student":"user1","share":1,"status":400,"error":"InternalError","message":"on purpose"}"""
        );
        Assert.That(fault.Status, Is.EqualTo(201), fault.Body);
        var up = await classroom.RunAsync("up", "--yes");
        Assert.That(up.Code, Is.EqualTo(1), up.ToString());
        Assert.That(
            up.Out,
            Does.Contain("user1: sns Topic user1-greetings").And.Contain("on purpose").And.Contain("`./classroom up` continues from here.")
        );
        var made = await Inventory.AllAsync(root);
        Assert.That(
            made,
            Has.Some.EqualTo("ListStateMachines: user2-greeting-workflow")
                .And.Some.EqualTo("ListStateMachines: user1-order-processing-workflow")
                .And.None.EqualTo("ListStateMachines: user1-greeting-workflow")
        );
        await FaultAsync(root, HttpMethod.Delete, "");
        var again = await classroom.DoneAsync("up", "--yes");
        Assert.That(again.Out, Does.Not.Contain("user2: "), "user2 has everything already");
        Assert.That(await Inventory.AllAsync(root), Has.Some.EqualTo("ListStateMachines: user1-greeting-workflow"));
    }

    [Test]
    public async Task Throttling_is_waited_out()
    {
        await classroom.DoneAsync("cloud", "start");
        await FaultAsync(
            await classroom.RootAsync(),
            HttpMethod.Post,
            """{"kind":"throttle","service":"iam","operation":"CreateRole","share":0.3}"""
        );
        await classroom.DoneAsync("up", "--yes");
    }

    [Test]
    public async Task Killed_at_any_moment_it_leaves_a_class_that_up_and_destroy_converge()
    {
        var chance = new Random(3);
        await classroom.DoneAsync("cloud", "start");
        var root = await classroom.RootAsync();
        for (var round = 0; round < 6; round++)
        {
            await KilledAsync(chance.Next(350, 1100), "up", "--yes");
            if (round % 2 == 1)
                await KilledAsync(chance.Next(250, 600), "destroy", "--yes");
        }
        await classroom.DoneAsync("up", "--yes");
        Assert.That((await classroom.RunAsync("preview")).Code, Is.Zero);
        var status = await classroom.DoneAsync("status", "--drift", "--json");
        Assert.That(((JsonArray)status.Json["students"]!).SelectMany(row => (JsonArray)row!["drift"]!), Is.Empty);
        var there = await Inventory.AllAsync(root);
        Assert.That(there, Is.Unique, "nothing is there twice");
        var fresh = Classroom.OfStudents("user1", "user2");
        await fresh.DoneAsync("up", "--yes");
        Assert.That(there, Is.EqualTo(await Inventory.AllAsync(await fresh.RootAsync())), "as a class that nobody has killed");
        await fresh.DisposeAsync();
        await classroom.DoneAsync("destroy", "--yes");
        Assert.That(await Inventory.AllAsync(root), Is.Empty, "no orphan");
    }

    [Test]
    public async Task A_cloud_that_is_killed_has_everything_again()
    {
        await classroom.DoneAsync("up", "--yes");
        var before = await Inventory.AllAsync(await classroom.RootAsync());
        var running = (await classroom.DoneAsync("cloud", "status", "--json")).Json;
        using (var cloud = System.Diagnostics.Process.GetProcessById((int)running["process"]!))
        {
            cloud.Kill();
            await cloud.WaitForExitAsync();
        }
        var status = await classroom.RunAsync("status");
        Assert.That(
            (status.Code, status.Err),
            Is.EqualTo(
                (
                    1,
                    "Stack dev: 202 resources are up, and the embedded cloud does not run. `./classroom cloud start` starts it, "
                        + "with all its data.\n"
                )
            )
        );
        await classroom.DoneAsync("cloud", "start");
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.EqualTo(before));
        Assert.That((await classroom.DoneAsync("run", "greeting-workflow", "-u", "user1")).Out, Does.Contain("SUCCEEDED"));
        var told = (await classroom.DoneAsync("outputs", "--student", "user1", "--json")).Json["user1"]!;
        Assert.That(
            (string)told["api_gateway_url"]!,
            Does.StartWith((await classroom.RootAsync()).Endpoint),
            "it may answer at another port"
        );
        Assert.That((await classroom.RunAsync("preview")).Code, Is.Zero);
    }

    [Test]
    public async Task Of_two_commands_at_once_the_second_says_who_is_at_work()
    {
        await classroom.DoneAsync("cloud", "start");
        await FaultAsync(
            await classroom.RootAsync(),
            HttpMethod.Post,
            """{"kind":"slow","service":"iam","operation":"CreatePolicy","share":1,"delaySeconds":3}"""
        );
        using var first = classroom.Start("up", "--yes");
        var holder = Path.Combine(classroom.Home, "stacks", "dev", "lock.holder");
        while (
            !first.HasExited
            && !(File.Exists(holder) && (await File.ReadAllTextAsync(holder)).Contains($"{first.Id}", StringComparison.Ordinal))
        )
            await Task.Delay(10);
        var second = await classroom.RunAsync("destroy", "--yes");
        Assert.That(second.Code, Is.EqualTo(3));
        Assert.That(second.Err, Does.StartWith($"`./classroom up` (process {first.Id}) is using the data in "));
        Assert.That((await classroom.RunAsync("status")).Code, Is.Zero, "who only looks need not wait");
        await first.WaitForExitAsync();
        Assert.That(first.ExitCode, Is.Zero, await first.StandardError.ReadToEndAsync());
    }

    [Test]
    public async Task Mistakes_in_the_settings_cost_nothing()
    {
        classroom.Set("classroom:students: [user1, User2]\nclassroom:logLevels: debug\nclassroom:paymentFailureRate: 2");
        var up = await classroom.RunAsync("up", "--yes");
        Assert.That(up.Code, Is.EqualTo(3));
        Assert.That(
            up.Err,
            Does.StartWith("The configuration of this stack has 3 mistakes; nothing was changed.")
                .And.Contain("classroom:logLevels is not a setting of this program")
                .And.Contain("'User2'")
                .And.Contain("Correct them in Pulumi.dev.yaml, then try again.")
        );
        Assert.That((await classroom.RunAsync("cloud", "status")).Code, Is.EqualTo(1), "not even a cloud was started");
        await File.WriteAllTextAsync(classroom.Settings, "config:\n  classroom:students: [user1\n  x: y\n");
        var broken = await classroom.RunAsync("preview");
        Assert.That(broken.Code, Is.EqualTo(3));
        Assert.That(broken.Err, Does.Match(@"Pulumi\.dev\.yaml, line \d+: .*Correct the YAML there, then try again\."));
        await File.WriteAllTextAsync(
            classroom.Settings,
            "config:\n  classroom:students: [user1]\n  classroom:owner:\n    secure: v1:abc\n"
        );
        Assert.That(
            (await classroom.RunAsync("preview")).Err,
            Does.Contain("classroom:owner is encrypted, and only Pulumi can decrypt it.")
        );
        var missing = await classroom.RunAsync("up", "--stack", "prod");
        Assert.That(missing.Err, Does.StartWith("There is no stack 'prod': ").And.Contain("The stacks are dev. Choose one with --stack"));
    }

    [Test]
    public async Task A_port_that_is_taken_is_told()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var start = await classroom.RunAsync("cloud", "start", "--port", $"{port}");
        Assert.That(
            (start.Code, start.Err),
            Is.EqualTo(
                (
                    3,
                    $"Port {port} is used by another program (LocalStack also uses 4566). Stop it, or give the cloud another "
                        + $"port: CLASSROOM_PORT=4567 ./classroom up\n"
                )
            )
        );
    }

    [Test]
    public async Task Data_that_cannot_be_read_are_told_of_and_left()
    {
        var data = Path.Combine(classroom.Home, "cloud");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "cloud.db"), "a letter to nobody");
        var up = await classroom.RunAsync("up", "--yes");
        Assert.That(
            (up.Code, up.Err),
            Is.EqualTo(
                (
                    3,
                    $"The embedded cloud did not start: The file {Path.Combine(data, "cloud.db")} is not a database of this program. "
                        + $"Name another folder, or move the file away.\n"
                )
            )
        );
    }

    [Test]
    public async Task Without_a_terminal_nothing_is_done_unasked()
    {
        var up = await classroom.RunAsync("up");
        Assert.That(
            (up.Code, up.Err),
            Is.EqualTo((3, "There is no terminal to ask for confirmation, and nothing was changed. Add --yes to skip the prompt.\n"))
        );
        Assert.That(up.Out, Does.Not.Contain('\u001b'));
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.Empty);
    }

    [Test]
    public async Task A_script_reads_json_alone_and_must_say_yes_too()
    {
        foreach (var command in (string[])["up", "destroy"])
        {
            var unasked = await classroom.RunAsync(command, "--json");
            Assert.That((unasked.Code, unasked.Out), Is.EqualTo((3, "")), unasked.ToString());
            Assert.That(unasked.Err, Does.Contain("There is no terminal to ask for confirmation, and nothing was changed. Add --yes"));
            var done = (await classroom.DoneAsync(command, "--yes", "--json")).Json;
            Assert.That(((int)done["done"]!, (int)done["skipped"]!, ((JsonArray)done["failed"]!).Count), Is.EqualTo((202, 0, 0)));
        }
        Assert.That(((int)(await classroom.DoneAsync("destroy", "--yes", "--json")).Json["done"]!), Is.Zero);
    }

    [Test]
    public async Task A_replacement_that_fails_is_counted_once()
    {
        await classroom.DoneAsync("up", "--yes");
        var root = await classroom.RootAsync();
        await FaultAsync(
            root,
            HttpMethod.Post,
            """{"kind":"fail","service":"s3","operation":"DeleteBucket","share":1,"status":409,"error":"Busy","message":"on purpose"}"""
        );
        classroom.Set("classroom:className: other\nclassroom:students: [user1, user2]");
        var changes = (JsonArray)(await classroom.RunAsync("preview", "--json")).Json["changes"]!;
        var up = (await classroom.RunAsync("up", "--yes", "--json")).Json;
        Assert.That(((JsonArray)up["failed"]!).Select(failure => (string?)failure!["reason"]), Is.EqualTo(new[] { "Busy: on purpose" }));
        Assert.That((int)up["done"]! + (int)up["skipped"]! + 1, Is.EqualTo(changes.Count));
        await FaultAsync(root, HttpMethod.Delete, "");
        await classroom.DoneAsync("up", "--yes");
    }

    [Test]
    public async Task What_the_cloud_refuses_is_no_bug()
    {
        await classroom.DoneAsync("up", "--yes");
        var root = await classroom.RootAsync();
        await root.CallAsync("logs", "DeleteLogGroup", new { logGroupName = "/aws/lambda/user1-validate-fn" });
        var logs = await classroom.RunAsync("logs", "validate-fn", "-u", "user1");
        Assert.That(logs.Code, Is.EqualTo(3));
        Assert.That(logs.Err, Does.StartWith("user1 has no function or workflow with a log 'validate-fn'."));
        await FaultAsync(
            root,
            HttpMethod.Post,
            """{"kind":"fail","service":"states","operation":"ListStateMachines","share":1,"status":409,"error":"Busy","message":"on purpose"}"""
        );
        var run = await classroom.RunAsync("run", "greeting-workflow", "-u", "user1");
        await FaultAsync(root, HttpMethod.Delete, "");
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Err, Does.StartWith("The cloud refused: Busy: on purpose"));
        Assert.That(run.Err, Does.Contain("`./classroom up --refresh` restores them."));
    }

    [Test]
    public async Task What_aws_needs_is_told()
    {
        if (SearchPath.Find("pulumi") is not null)
            Assert.Ignore("pulumi is on this machine, and would be called");
        var up = await classroom.RunAsync("up", "--aws");
        Assert.That(up.Code, Is.EqualTo(3));
        Assert.That(up.Err, Does.StartWith("The pulumi command is not installed. https://www.pulumi.com/docs/install/"));
    }

    [Test]
    public async Task A_wrong_word_is_no_bug()
    {
        foreach (
            var (arguments, message) in ((string[], string)[])
                [
                    (["upp"], "Unrecognized command or argument 'upp'. Did you mean 'up'?\n`./classroom --help` shows what is allowed.\n"),
                    (["up", "--never"], "Unrecognized command or argument '--never'.\n`./classroom up --help` shows what is allowed.\n"),
                    (
                        ["run"],
                        "Required argument 'workflow' missing for command: 'run'.\n`./classroom run --help` shows what is allowed.\n"
                    ),
                    (["graph", "nothing"], "The labs have no workflow 'nothing'. There are "),
                    (["status", "--stack", "../x"], "'../x' is not a valid stack name; allowed are letters, digits, '-', '_' and '.'.\n"),
                    (["status", "--stack", "prod"], "There is no stack 'prod': "),
                ]
        )
        {
            var printed = await classroom.RunAsync(arguments);
            Assert.That(printed.Code, Is.EqualTo(3), printed.ToString());
            Assert.That(printed.Err, Does.StartWith(message));
        }
    }

    async Task KilledAsync(int milliseconds, params string[] arguments)
    {
        using var process = classroom.Start(arguments);
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(milliseconds));
        // The command alone: the cloud that it started goes on.
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
    }

    static Task<Answer> FaultAsync(WireClient root, HttpMethod method, string body)
    {
        var request = new HttpRequestMessage(method, $"{root.Endpoint}/_classroom/faults");
        if (body.Length > 0)
            request.Content = new StringContent(body);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("test:test"u8));
        return WireClient.SendAsync(request);
    }
}
