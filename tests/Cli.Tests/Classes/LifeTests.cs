using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests.Classes;

/// <summary>A class comes up, works, and goes.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
sealed class LifeTests
{
    static readonly string[] Workflows =
    [
        "order-processing-workflow",
        "express-workflow",
        "callback-workflow",
        "simple-workflow",
        "order-workflow",
        "order-workflow-challenge",
        "order-events-workflow",
        "greeting-workflow",
    ];

    Classroom classroom = null!;

    [OneTimeSetUp]
    public async Task Up()
    {
        classroom = Classroom.Of(
            "classroom:delayScale: 0\nclassroom:paymentFailureRate: 0\nclassroom:outOfStockRate: 0\nclassroom:transientErrorRate: "
                + "0\nclassroom:access: user\nclassroom:students: [user1, user11]"
        );
        var up = await classroom.DoneAsync("up", "--yes");
        Assert.That(
            up.Out,
            Does.Contain("Done: ").And.Contain("./classroom run ").And.Contain("export AWS_ENDPOINT_URL=http://127.0.0.1:")
        );
    }

    [OneTimeTearDown]
    public async Task Destroy()
    {
        await classroom.DoneAsync("destroy", "--yes");
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.Empty, "nothing is left");
        Assert.That((await classroom.DoneAsync("status")).Out, Does.Contain("nothing is up"));
        await classroom.DisposeAsync();
    }

    [Test]
    public async Task Every_workflow_runs_for_every_student(
        [ValueSource(nameof(Workflows))] string workflow,
        [Values("user1", "user11")] string student
    )
    {
        var run = await classroom.DoneAsync("run", workflow, "--student", student);
        Assert.That(run.Out, Does.Contain("SUCCEEDED").And.Contain($"{student}-{workflow} ·"));
    }

    [Test]
    public async Task A_second_up_and_a_preview_find_nothing_to_do()
    {
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
        var up = await classroom.DoneAsync("up", "--yes", "--refresh");
        Assert.That(up.Out, Does.Contain("Nothing was changed outside the program.").And.Contain("Nothing to do: all "));
        var status = await classroom.DoneAsync("status", "--drift", "--json");
        Assert.That(((JsonArray)status.Json["students"]!).Select(row => ((JsonArray)row!["drift"]!).Count), Is.All.Zero);
    }

    [Test]
    public async Task A_students_keys_reach_their_own_alone()
    {
        var student = await StudentAsync("user1");
        Assert.That((await StartAsync(student, "user1")).Status, Is.EqualTo(200));
        Assert.That((await StartAsync(student, "user11")).Code, Is.EqualTo("AccessDeniedException"));
    }

    [Test]
    public async Task A_frozen_student_can_do_nothing_and_reads_why_until_the_thaw()
    {
        const string Reason = "please come to the front";
        var student = await StudentAsync("user11");
        await classroom.DoneAsync("freeze", "--student", "user11", "--reason", Reason);
        Assert.That((await classroom.DoneAsync("status")).Out, Does.Contain($"frozen: {Reason}"));
        var rows = (JsonArray)(await classroom.DoneAsync("status", "--json")).Json["students"]!;
        Assert.That(rows.Select(row => (string?)row!["frozen"]), Is.EquivalentTo(new[] { null, Reason }));
        var refused = await StartAsync(student, "user11");
        Assert.That(refused.Code, Is.EqualTo("AccessDeniedException"));
        Assert.That(refused.Body, Does.Contain(Reason));

        var detached = await classroom.DoneAsync("run", "greeting-workflow", "-u", "user11", "--detach");
        Assert.That(detached.Out, Does.Contain($"user11 is frozen ({Reason}): the execution waits for `./classroom thaw`."));
        var waiting = detached.Out.Trim().Split('\n')[^1];
        Assert.That((await classroom.DoneAsync("stop", "--student", "user11")).Out, Does.Contain("1 executions"));
        var root = await classroom.RootAsync();
        var described = await root.CallAsync("states", "DescribeExecution", new { executionArn = waiting });
        Assert.That((string?)described["status"], Is.EqualTo("ABORTED"));

        Assert.That((await classroom.DoneAsync("thaw")).Out, Does.Contain("user11 goes on."));
        Assert.That((await classroom.DoneAsync("status")).Out, Does.Not.Contain("frozen"));
        Assert.That((await StartAsync(student, "user11")).Status, Is.EqualTo(200));
    }

    async Task<WireClient> StudentAsync(string name)
    {
        var told = (await classroom.DoneAsync("outputs", "--student", name, "--show-secrets", "--json")).Json[name]!;
        var root = await classroom.RootAsync();
        return new(root.Endpoint, (string)told["access_key_id"]!, (string)told["secret_access_key"]!);
    }

    static Task<Answer> StartAsync(WireClient caller, string owner) =>
        caller.JsonAsync(
            "states",
            "StartExecution",
            new
            {
                stateMachineArn = $"arn:aws:states:us-east-1:000000000000:stateMachine:{owner}-greeting-workflow",
                input = """{"name":"Ann"}""",
            }
        );

    [Test]
    public async Task A_secret_is_nowhere_in_the_open()
    {
        var told = (await classroom.DoneAsync("outputs", "--student", "user1", "--show-secrets", "--json")).Json["user1"]!;
        Assert.That(
            (await classroom.DoneAsync("outputs", "--student", "user1")).Out,
            Does.Contain("password: [secret]").And.Contain("secret_access_key: [secret]")
        );
        foreach (var secret in (string[])[(string)told["password"]!, (string)told["secret_access_key"]!])
        foreach (
            var file in Directory
                .EnumerateFiles(classroom.Home, "*", SearchOption.AllDirectories)
                // A lock is held, and a socket is not a file.
                .Where(file =>
                    !file.EndsWith("lock", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(file)) != "sockets"
                )
        )
            Assert.That(await ReadAsync(file), Does.Not.Contain(secret), file);
    }

    [Test]
    public async Task The_api_that_is_told_starts_a_workflow()
    {
        var told = (await classroom.DoneAsync("outputs", "--student", "user11", "--json")).Json["user11"]!;
        using var http = new HttpClient();
        var answer = await http.PostAsync(
            (string)told["api_gateway_url"]!,
            new StringContent("""{"userId":"u","dataType":"sales_data"}""")
        );
        Assert.That((int)answer.StatusCode, Is.EqualTo(202), await answer.Content.ReadAsStringAsync());
        var history = await classroom.DoneAsync("history", "simple-workflow", "--student", "user11");
        Assert.That(history.Out, Does.Contain("SendNotification").And.Contain("SUCCEEDED"));
    }

    [Test]
    public async Task An_event_starts_a_workflow()
    {
        var root = await classroom.RootAsync();
        await root.CallAsync(
            "events",
            "PutEvents",
            new
            {
                Entries = new[]
                {
                    new
                    {
                        EventBusName = "user1-orders",
                        Source = "myapp.orders",
                        DetailType = "Order Created",
                        Detail = """{"orderId":"by-event","orderType":"premium","items":[{"productId":"p","quantity":1}]}""",
                    },
                },
            }
        );
        await root.CallAsync(
            "sqs",
            "SendMessage",
            new
            {
                QueueUrl = $"{root.Endpoint}/000000000000/user1-workflow-queue",
                MessageBody = """{"orderId":"by-message","orderType":"standard","items":[{"productId":"p","quantity":1}]}""",
            }
        );
        var inputs = "";
        for (
            var attempt = 0;
            attempt < 100
                && !(inputs.Contains("by-event", StringComparison.Ordinal) && inputs.Contains("by-message", StringComparison.Ordinal));
            attempt++
        )
        {
            await Task.Delay(100);
            var runs = await root.CallAsync(
                "states",
                "ListExecutions",
                new { stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:user1-order-events-workflow" }
            );
            foreach (var run in (JsonArray)runs["executions"]!)
                inputs += (await root.JsonAsync("states", "DescribeExecution", new { executionArn = (string)run!["executionArn"]! })).Body;
        }
        Assert.That(inputs, Does.Contain("by-event").And.Contain("by-message"));
    }

    [Test]
    public async Task Somebody_answers_a_task_that_waits()
    {
        var execution = (await classroom.DoneAsync("run", "callback-workflow", "-u", "user11", "--sample", "edge", "--detach")).Out.Trim();
        var waiting = "";
        for (var attempt = 0; attempt < 100 && !waiting.Contains("StartLongRunningTask", StringComparison.Ordinal); attempt++)
            waiting = (await classroom.DoneAsync("answer", "-u", "user11")).Out;
        Assert.That(waiting, Does.Contain($"StartLongRunningTask of callback-workflow, execution {execution.Split(':')[^1]}"));
        var refused = await classroom.RunAsync("answer", "-u", "user11", "--succeed", "done");
        Assert.That(
            (refused.Code, refused.Err),
            Is.EqualTo(
                (
                    3,
                    "--succeed takes JSON, such as '{\"done\":true}'; 'done' is not JSON. A JSON string needs its own quotation marks: "
                        + "--succeed '\"done\"'.\n"
                )
            )
        );
        await classroom.DoneAsync("answer", "-u", "user11", "--succeed", """{"done":true}""");
        Assert.That(
            (await classroom.DoneAsync("history", "callback-workflow", "-u", "user11", "--data")).Out,
            Does.Contain("StartLongRunningTask ok").And.Contain("\"done\": true")
        );
    }

    [Test]
    public async Task Logs_show_what_functions_wrote()
    {
        await classroom.DoneAsync("run", "greeting-workflow", "-u", "user1");
        var logs = "";
        for (var attempt = 0; attempt < 50 && !logs.Contains("platform.report", StringComparison.Ordinal); attempt++)
            logs = (await classroom.DoneAsync("logs", "validate-fn", "--student", "user1")).Out;
        Assert.That(logs, Does.Contain("platform.start").And.Contain("platform.report"));
        Assert.That(
            (await classroom.DoneAsync("logs", "-u", "user1", "--filter", "ExecutionStarted")).Out,
            Does.Contain("user1-greeting-workflow")
        );
    }

    [Test]
    public async Task Input_comes_from_a_file_or_from_what_comes_in()
    {
        var piped = await classroom.RunAsync("""{"name":"Zoe"}""", ["run", "greeting-workflow", "-u", "user1", "-i", "-"]);
        Assert.That(piped.Out, Does.Contain("SUCCEEDED").And.Contain("Zoe"), piped.ToString());
        var file = Path.Combine(classroom.Folder, "input.json");
        await File.WriteAllTextAsync(file, "{\n  \"name\": \n}");
        var broken = await classroom.RunAsync("run", "greeting-workflow", "-u", "user1", "-i", file);
        Assert.That((broken.Code, broken.Err), Is.EqualTo((3, $"{file} is not JSON, line 3: '}}' is an invalid start of a value.\n")));
        Assert.That(
            (await classroom.RunAsync("run", "greeting-workflow", "-u", "user1", "--sample", "bad")).Code,
            Is.EqualTo(1),
            "an execution that fails"
        );
    }

    static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
