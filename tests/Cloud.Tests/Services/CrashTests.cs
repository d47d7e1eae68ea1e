using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>
/// The process is killed at random moments under load: what was acknowledged is there afterwards, and nothing is half-made.
/// </summary>
sealed class CrashTests
{
    const string Account = "000000000000";

    [Test]
    public async Task Nothing_acknowledged_is_lost()
    {
        var folder = Folders.New();
        var (sent, started) = (new List<string>(), new List<string>());
        var chance = new Random(7);
        for (var round = 0; round < 5; round++)
        {
            await using var cloud = await CloudProcess.StartAsync(folder);
            if (round == 0)
                await SetUpAsync(cloud.Root);
            else
                await CheckAsync(cloud.Root, sent, started);
            using var stop = new CancellationTokenSource();
            var load = Task.WhenAll(
                Enumerable.Range(0, 4).Select(worker => LoadAsync(cloud.Root, $"{round}-{worker}", sent, started, stop.Token))
            );
            await HasAsync(sent, sent.Count + chance.Next(5, 40), load);
            await cloud.KillAsync();
            await stop.CancelAsync();
            await load;
        }
        await using var last = await CloudProcess.StartAsync(folder);
        await CheckAsync(last.Root, sent, started);
        await EndsAsync(last.Root, started);
    }

    /// <summary>
    /// An event, a notice and an asynchronous call are answered before they are where they go: the promise outlives the process.
    /// </summary>
    [Test]
    public async Task What_was_promised_is_delivered_after_a_crash()
    {
        var folder = Folders.New();
        var promised = new List<string>();
        var chance = new Random(11);
        for (var round = 0; round < 3; round++)
        {
            await using var cloud = await CloudProcess.StartAsync(folder);
            if (round == 0)
                await SetUpPromisesAsync(cloud.Root);
            using var stop = new CancellationTokenSource();
            var load = Task.WhenAll(
                Enumerable.Range(0, 3).Select(worker => PromiseAsync(cloud.Root, $"{round}-{worker}", promised, stop.Token))
            );
            await HasAsync(promised, promised.Count + chance.Next(9, 40), load);
            await cloud.KillAsync();
            await stop.CancelAsync();
            await load;
        }
        await using var last = await CloudProcess.StartAsync(folder);
        var missing = promised.ToHashSet();
        for (var empty = 0; missing.Count > 0 && empty < 150; )
        {
            var received = await last.Root.CallAsync(
                "sqs",
                "ReceiveMessage",
                new
                {
                    QueueUrl = $"http://x/{Account}/arrived",
                    MaxNumberOfMessages = 10,
                    WaitTimeSeconds = 1,
                }
            );
            if (received["Messages"] is not JsonArray messages)
                empty++;
            else
                foreach (var message in messages)
                    missing.RemoveWhere(name => ((string)message!["Body"]!).Contains($"({name})", StringComparison.Ordinal));
        }
        Assert.That(missing, Is.Empty);
    }

    /// <summary>A workflow that waits for another waits for the same one afterwards.</summary>
    [Test]
    public async Task A_child_execution_is_started_once()
    {
        var folder = Folders.New();
        string parent;
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await SetUpAsync(first.Root);
            const string Child = $"arn:aws:states:us-east-1:{Account}:stateMachine:m";
            await first.Root.FormAsync(
                "iam",
                "PutRolePolicy",
                ("RoleName", "r"),
                ("PolicyName", "p"),
                (
                    "PolicyDocument",
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["states:StartExecution","states:DescribeExecution","states:StopExecution","events:*"],"Resource":"*"}]}"""
                )
            );
            await first.Root.CallAsync(
                "states",
                "CreateStateMachine",
                new
                {
                    name = "parent",
                    roleArn = $"arn:aws:iam::{Account}:role/r",
                    definition = $$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Parameters":{"StateMachineArn":"{{{{Child}}}}","Input":{"n":1}},"OutputPath":"$.Output","End":true}}}""",
                }
            );
            parent = (string)
                (
                    await first.Root.CallAsync(
                        "states",
                        "StartExecution",
                        new { stateMachineArn = $"arn:aws:states:us-east-1:{Account}:stateMachine:parent" }
                    )
                )["executionArn"]!;
            await Task.Delay(400);
            await first.KillAsync();
        }
        await using var last = await CloudProcess.StartAsync(folder);
        JsonObject run;
        do
        {
            await Task.Delay(100);
            run = await last.Root.CallAsync("states", "DescribeExecution", new { executionArn = parent });
        } while ((string?)run["status"] == "RUNNING");
        Assert.That(((string?)run["status"], (string?)run["output"]), Is.EqualTo(("SUCCEEDED", """{"done":true}""")), run.ToJsonString());
        var children = await last.Root.CallAsync(
            "states",
            "ListExecutions",
            new { stateMachineArn = $"arn:aws:states:us-east-1:{Account}:stateMachine:m" }
        );
        Assert.That(((JsonArray)children["executions"]!).Select(child => (string?)child!["status"]), Is.EqualTo(new[] { "SUCCEEDED" }));
        var history = await last.Root.CallAsync("states", "GetExecutionHistory", new { executionArn = parent });
        Assert.That(((JsonArray)history["events"]!).Count(@event => (string?)@event!["type"] == "TaskSubmitted"), Is.EqualTo(1));
    }

    /// <summary>The kill comes after a number of answers, however slow the machine is.</summary>
    static async Task HasAsync(List<string> answered, int count, Task load)
    {
        while (!load.IsCompleted)
        {
            lock (answered)
            {
                if (answered.Count >= count)
                    return;
            }
            await Task.Delay(5);
        }
        Assert.Fail($"The load ended after {answered.Count} answers instead of {count}");
    }

    static async Task SetUpPromisesAsync(WireClient root)
    {
        var queue = $"arn:aws:sqs:us-east-1:{Account}:arrived";
        await root.CallAsync(
            "sqs",
            "CreateQueue",
            new
            {
                QueueName = "arrived",
                Attributes = new
                {
                    Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""",
                },
            }
        );
        await root.FormAsync("sns", "CreateTopic", ("Name", "t"));
        await root.FormAsync(
            "sns",
            "Subscribe",
            ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:t"),
            ("Protocol", "sqs"),
            ("Endpoint", queue)
        );
        await root.CallAsync("events", "PutRule", new { Name = "r", EventPattern = """{"source":["load"]}""" });
        await root.CallAsync("events", "PutTargets", new { Rule = "r", Targets = new[] { new { Id = "q", Arn = queue } } });
        await root.FormAsync(
            "iam",
            "CreateRole",
            ("RoleName", "f"),
            (
                "AssumeRolePolicyDocument",
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""
            )
        );
        await root.FormAsync(
            "iam",
            "PutRolePolicy",
            ("RoleName", "f"),
            ("PolicyName", "p"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}]}""")
        );
        await root.DeployHandlerAsync("echo", "Greeting.Validate", $"arn:aws:iam::{Account}:role/f", new Dictionary<string, string>());
        var configured = await root.RestAsync(
            "lambda",
            HttpMethod.Put,
            "/2019-09-25/functions/echo/event-invoke-config",
            new { DestinationConfig = new { OnSuccess = new { Destination = queue } } }
        );
        Assert.That(configured.Status, Is.EqualTo(200), configured.Body);
    }

    static async Task PromiseAsync(WireClient root, string name, List<string> promised, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                async Task KeepAsync(string kind, Func<string, Task<Answer>> ask)
                {
                    var id = $"{kind}{name}-{i}";
                    if ((await ask($"({id})")).Status is 200 or 202)
                        lock (promised)
                            promised.Add(id);
                }
                await KeepAsync(
                    "event",
                    text =>
                        root.JsonAsync(
                            "events",
                            "PutEvents",
                            new
                            {
                                Entries = new[]
                                {
                                    new
                                    {
                                        Source = "load",
                                        DetailType = text,
                                        Detail = "{}",
                                    },
                                },
                            }
                        )
                );
                await KeepAsync(
                    "notice",
                    text => root.QueryAsync("sns", "Publish", ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:t"), ("Message", text))
                );
                await KeepAsync(
                    "call",
                    text =>
                        root.RestAsync(
                            "lambda",
                            HttpMethod.Post,
                            "/2015-03-31/functions/echo/invocations",
                            new { name = text },
                            ("X-Amz-Invocation-Type", "Event")
                        )
                );
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    static async Task SetUpAsync(WireClient root)
    {
        await root.FormAsync(
            "iam",
            "CreateRole",
            ("RoleName", "r"),
            (
                "AssumeRolePolicyDocument",
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""
            )
        );
        await root.CallAsync("sqs", "CreateQueue", new { QueueName = "q" });
        await root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "m",
                roleArn = $"arn:aws:iam::{Account}:role/r",
                definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"Next":"W"},"W":{"Type":"Wait","Seconds":1,"Next":"B"},"B":{"Type":"Pass","Result":{"done":true},"End":true}}}""",
            }
        );
    }

    static async Task LoadAsync(WireClient root, string name, List<string> sent, List<string> started, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var body = $"{name}-{i}";
                var message = await root.JsonAsync("sqs", "SendMessage", new { QueueUrl = $"http://x/{Account}/q", MessageBody = body });
                if (message.Status == 200)
                    lock (sent)
                        sent.Add(body);
                var execution = await root.JsonAsync(
                    "states",
                    "StartExecution",
                    new { stateMachineArn = $"arn:aws:states:us-east-1:{Account}:stateMachine:m", name = body }
                );
                if (execution.Status == 200)
                    lock (started)
                        started.Add((string)execution.Json["executionArn"]!);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    static async Task CheckAsync(WireClient root, List<string> sent, List<string> started)
    {
        var attributes = await root.CallAsync(
            "sqs",
            "GetQueueAttributes",
            new { QueueUrl = $"http://x/{Account}/q", AttributeNames = new[] { "All" } }
        );
        var count = int.Parse(
            (string)attributes["Attributes"]!["ApproximateNumberOfMessages"]!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        // One more for each worker and round may have been kept without its answer having been read.
        Assert.That(count, Is.GreaterThanOrEqualTo(sent.Count).And.LessThanOrEqualTo(sent.Count + 20));
        foreach (var arn in started)
        {
            var described = await root.JsonAsync("states", "DescribeExecution", new { executionArn = arn });
            Assert.That(described.Status, Is.EqualTo(200), described.Body);
        }
    }

    static async Task EndsAsync(WireClient root, List<string> started)
    {
        foreach (var arn in started)
        {
            JsonObject run;
            var attempts = 0;
            do
            {
                run = await root.CallAsync("states", "DescribeExecution", new { executionArn = arn });
                if ((string?)run["status"] == "RUNNING")
                    await Task.Delay(100);
            } while ((string?)run["status"] == "RUNNING" && ++attempts < 100);
            Assert.That((string?)run["status"], Is.EqualTo("SUCCEEDED"), arn);
            var history = await root.CallAsync("states", "GetExecutionHistory", new { executionArn = arn });
            var ids = ((JsonArray)history["events"]!).Select(@event => (int)@event!["id"]!).ToList();
            Assert.That(
                ids,
                Is.EqualTo(Enumerable.Range(1, 8)),
                "the history goes on where it was, without a gap and without anything twice"
            );
        }
    }
}
