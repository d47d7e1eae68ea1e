using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>What the cloud is after it was stopped or killed and started again.</summary>
sealed class RestartTests
{
    const string Account = "000000000000";
    const string Machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:";
    const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    string folder = null!;

    [SetUp]
    public void NewFolder() => folder = Folders.New();

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("{\n  \"pretty\": true,\n  \"lines\": [\n    1,\n    2\n  ]\n}")]
    [TestCase("""{"planes":"aä漢😀𝄞\ud83d\ude00\u0000\u2028"}""")]
    [TestCase("{}")]
    public async Task An_execution_and_its_history_are_there_again_whatever_its_input(string input)
    {
        JsonObject before,
            history;
        string execution;
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await MachineAsync(first.Root, "pass", """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""");
            execution = await StartAsync(first.Root, "pass", input);
            before = await EndAsync(first.Root, execution);
            history = await first.Root.CallAsync("states", "GetExecutionHistory", new { executionArn = execution });
            await first.KillAsync();
        }
        await using var second = await CloudProcess.StartAsync(folder);
        var after = await second.Root.CallAsync("states", "DescribeExecution", new { executionArn = execution });
        Assert.That(after.ToJsonString(), Is.EqualTo(before.ToJsonString()));
        Assert.That((string?)after["input"], Is.EqualTo(input));
        Assert.That(
            (await second.Root.CallAsync("states", "GetExecutionHistory", new { executionArn = execution })).ToJsonString(),
            Is.EqualTo(history.ToJsonString())
        );
    }

    [Test]
    public async Task An_alarm_with_a_threshold_that_is_no_number_does_no_harm()
    {
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await first.Root.QueryAsync(
                "monitoring",
                "PutMetricAlarm",
                ("AlarmName", "odd"),
                ("Namespace", "n"),
                ("MetricName", "m"),
                ("Statistic", "Sum"),
                ("Period", "60"),
                ("EvaluationPeriods", "1"),
                ("ComparisonOperator", "GreaterThanThreshold"),
                ("Threshold", "NaN")
            );
            await first.Root.CallAsync("sqs", "CreateQueue", new { QueueName = "after" });
            await first.KillAsync();
        }
        await using var second = await CloudProcess.StartAsync(folder);
        Assert.That((await second.Root.CallAsync("sqs", "ListQueues", new { })).ToJsonString(), Does.Contain("after"));
    }

    [Test]
    public async Task A_map_run_and_its_children_are_there_again()
    {
        string execution;
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await MachineAsync(
                first.Root,
                "maps",
                """
                {"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
                  "StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}}}
                """
            );
            execution = await StartAsync(first.Root, "maps", "[1,2,3]");
            await EndAsync(first.Root, execution);
            await first.KillAsync();
        }
        await using var second = await CloudProcess.StartAsync(folder);
        var run = (string)
            (await second.Root.CallAsync("states", "ListMapRuns", new { executionArn = execution }))["mapRuns"]![0]!["mapRunArn"]!;
        var described = await second.Root.CallAsync("states", "DescribeMapRun", new { mapRunArn = run });
        Assert.That(
            ((string?)described["status"], (int)described["itemCounts"]!["succeeded"]!, (int)described["executionCounts"]!["total"]!),
            Is.EqualTo(("SUCCEEDED", 3, 3))
        );
        var children = (JsonArray)(await second.Root.CallAsync("states", "ListExecutions", new { mapRunArn = run }))["executions"]!;
        Assert.That(
            children.Select(child => ((string?)child!["status"], (int)child["itemCount"]!)),
            Is.EqualTo(new[] { ("SUCCEEDED", 1), ("SUCCEEDED", 1), ("SUCCEEDED", 1) })
        );
        var history = await second.Root.CallAsync(
            "states",
            "GetExecutionHistory",
            new { executionArn = (string)children[0]!["executionArn"]! }
        );
        Assert.That(
            ((JsonArray)history["events"]!).Select(@event => (string?)@event!["type"]),
            Is.EqualTo(new[] { "ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded" })
        );
    }

    [Test]
    public async Task A_message_sent_again_with_its_deduplication_id_after_a_crash_is_one_message()
    {
        var send = new
        {
            QueueUrl = $"http://x/{Account}/once.fifo",
            MessageBody = "m",
            MessageGroupId = "g",
            MessageDeduplicationId = "d",
        };
        string id;
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await first.Root.CallAsync("sqs", "CreateQueue", new { QueueName = "once.fifo", Attributes = new { FifoQueue = "true" } });
            id = (string)(await first.Root.CallAsync("sqs", "SendMessage", send))["MessageId"]!;
            var received = await first.Root.CallAsync("sqs", "ReceiveMessage", new { send.QueueUrl });
            await first.Root.CallAsync(
                "sqs",
                "DeleteMessage",
                new { send.QueueUrl, ReceiptHandle = (string)received["Messages"]![0]!["ReceiptHandle"]! }
            );
            await first.KillAsync();
        }
        await using var second = await CloudProcess.StartAsync(folder);
        Assert.That((string?)(await second.Root.CallAsync("sqs", "SendMessage", send))["MessageId"], Is.EqualTo(id));
        Assert.That((await second.Root.CallAsync("sqs", "ReceiveMessage", new { send.QueueUrl }))["Messages"], Is.Null);
    }

    [Test]
    public async Task A_task_that_waits_for_its_token_goes_on_after_a_crash_and_the_answer_survives_the_next()
    {
        string execution,
            token;
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await first.Root.CallAsync("sqs", "CreateQueue", new { QueueName = "tokens" });
            await MachineAsync(
                first.Root,
                "waits",
                $$$$"""
                {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"http://x/{{{{Account}}}}/tokens","MessageBody.$":"$$.Task.Token"},"End":true}}}
                """,
                """{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}"""
            );
            execution = await StartAsync(first.Root, "waits", "{}");
            var received = await first.Root.CallAsync(
                "sqs",
                "ReceiveMessage",
                new { QueueUrl = $"http://x/{Account}/tokens", WaitTimeSeconds = 20 }
            );
            token = (string)received["Messages"]![0]!["Body"]!;
            await first.KillAsync();
        }
        await using (var second = await CloudProcess.StartAsync(folder))
        {
            await second.Root.CallAsync("states", "SendTaskSuccess", new { taskToken = token, output = """{"answer":42}""" });
            await second.KillAsync();
        }
        await using var third = await CloudProcess.StartAsync(folder);
        Assert.That((string?)(await EndAsync(third.Root, execution))["output"], Is.EqualTo("""{"answer":42}"""));
    }

    [Test]
    public async Task An_execution_that_is_stopped_before_its_turn_after_a_crash_is_stopped()
    {
        const int many = 200;
        var executions = new List<string>();
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await MachineAsync(first.Root, "sleeps", """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":86400,"End":true}}}""");
            for (var i = 0; i < many; i++)
                executions.Add(await StartAsync(first.Root, "sleeps", "{}"));
            await first.KillAsync();
        }
        await using var second = await CloudProcess.StartAsync(folder);
        await Task.WhenAll(
            executions.Select(execution => second.Root.CallAsync("states", "StopExecution", new { executionArn = execution }))
        );
        foreach (var execution in executions)
            Assert.That(
                (string?)(await second.Root.CallAsync("states", "DescribeExecution", new { executionArn = execution }))["status"],
                Is.EqualTo("ABORTED")
            );
    }

    [Test]
    public async Task A_damaged_file_is_refused_in_one_sentence()
    {
        await using (var first = await CloudProcess.StartAsync(folder))
            await first.Root.CallAsync("sqs", "CreateQueue", new { QueueName = "q" });
        await File.WriteAllTextAsync(Path.Combine(folder, "cloud.db"), "no database");
        Assert.That(
            async () => await CloudProcess.StartAsync(folder),
            Throws.InvalidOperationException.With.Message.EndsWith(
                $"The file {Path.Combine(folder, "cloud.db")} is not a database of this program. "
                    + "Name another folder, or move the file away."
            )
        );
    }

    [TestCase(true, "is missing")]
    [TestCase(false, "is damaged")]
    public async Task Keys_that_would_not_fit_any_more_are_told(bool isRemoved, string what)
    {
        var key = Path.Combine(folder, "master-key");
        await using (await CloudProcess.StartAsync(folder)) { }
        if (isRemoved)
            File.Delete(key);
        else
            await File.WriteAllBytesAsync(key, new byte[32]);
        Assert.That(
            async () => await CloudProcess.StartAsync(folder),
            Throws.InvalidOperationException.With.Message.Contains($"The file {key} {what}")
        );
    }

    [Test]
    public async Task An_object_whose_content_was_changed_is_told_and_no_other()
    {
        await using var cloud = await CloudProcess.StartAsync(folder);
        await cloud.Root.RestAsync("s3", HttpMethod.Put, "/bucket");
        await cloud.Root.RestAsync("s3", HttpMethod.Put, "/bucket/changed", "one");
        var changed = Directory.EnumerateFiles(Path.Combine(folder, "objects"), "*", SearchOption.AllDirectories).Single();
        await cloud.Root.RestAsync("s3", HttpMethod.Put, "/bucket/whole", "two");
        await File.WriteAllTextAsync(changed, "onf");
        var (bad, good) = (
            await cloud.Root.RestAsync("s3", HttpMethod.Get, "/bucket/changed"),
            await cloud.Root.RestAsync("s3", HttpMethod.Get, "/bucket/whole")
        );
        Assert.That((bad.Status, good.Body), Is.EqualTo((503, "two")), bad.Body);
        Assert.That(bad.Message, Does.Contain("damaged"));
    }

    [Test]
    public async Task Dead_letters_are_where_they_were_and_attempts_count_over_a_crash()
    {
        const string queue = $"http://x/{Account}/main",
            letters = $"http://x/{Account}/letters";
        await using (var first = await CloudProcess.StartAsync(folder))
        {
            await first.Root.CallAsync("sqs", "CreateQueue", new { QueueName = "letters" });
            await first.Root.CallAsync(
                "sqs",
                "CreateQueue",
                new
                {
                    QueueName = "main",
                    Attributes = new
                    {
                        VisibilityTimeout = "0",
                        RedrivePolicy = $$"""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:{{Account}}:letters","maxReceiveCount":2}""",
                    },
                }
            );
            await first.Root.CallAsync("sqs", "SendMessage", new { QueueUrl = queue, MessageBody = "early" });
            for (var i = 0; i < 3; i++)
                await first.Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = queue });
            await first.Root.CallAsync("sqs", "SendMessage", new { QueueUrl = queue, MessageBody = "late" });
            await first.Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = queue });
            await first.KillAsync();
        }
        await using var second = await CloudProcess.StartAsync(folder);
        for (var i = 0; i < 2; i++)
            await second.Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = queue });
        var dead = await second.Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = letters, MaxNumberOfMessages = 10 });
        Assert.That(
            ((JsonArray)dead["Messages"]!).Select(message => (string?)message!["Body"]),
            Is.EquivalentTo(new[] { "early", "late" })
        );
    }

    static async Task MachineAsync(WireClient root, string name, string definition, params string[] statements)
    {
        await root.FormAsync("iam", "CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", Trust));
        if (statements.Length > 0)
            await root.FormAsync(
                "iam",
                "PutRolePolicy",
                ("RoleName", name),
                ("PolicyName", "p"),
                ("PolicyDocument", $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""")
            );
        await root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name,
                definition,
                roleArn = $"arn:aws:iam::{Account}:role/{name}",
            }
        );
    }

    static async Task<string> StartAsync(WireClient root, string machine, string input) =>
        (string)(await root.CallAsync("states", "StartExecution", new { stateMachineArn = Machine + machine, input }))["executionArn"]!;

    static async Task<JsonObject> EndAsync(WireClient root, string execution)
    {
        while (true)
        {
            var run = await root.CallAsync("states", "DescribeExecution", new { executionArn = execution });
            if ((string?)run["status"] != "RUNNING")
                return run;
            await Task.Delay(50);
        }
    }
}
