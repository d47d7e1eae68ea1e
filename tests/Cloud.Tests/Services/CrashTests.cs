using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>The process is killed at random moments under load: what was acknowledged is there afterwards, and nothing is half-made.</summary>
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
            if (round == 0) await SetUpAsync(cloud.Root);
            else await CheckAsync(cloud.Root, sent, started);
            using var stop = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, 4).Select(worker => LoadAsync(cloud.Root, $"{round}-{worker}", sent, started, stop.Token)));
            await Task.Delay(chance.Next(200, 900));
            await cloud.KillAsync();
            await stop.CancelAsync();
            await load;
        }
        await using var last = await CloudProcess.StartAsync(folder);
        await CheckAsync(last.Root, sent, started);
        Assert.That(sent, Has.Count.GreaterThan(20), "the load was one");
        await EndsAsync(last.Root, started);
    }

    static async Task SetUpAsync(WireClient root)
    {
        await root.FormAsync("iam", "CreateRole", ("RoleName", "r"), ("AssumeRolePolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));
        await root.CallAsync("sqs", "CreateQueue", new { QueueName = "q" });
        await root.CallAsync("states", "CreateStateMachine", new
        {
            name = "m", roleArn = $"arn:aws:iam::{Account}:role/r",
            definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"Next":"W"},"W":{"Type":"Wait","Seconds":1,"Next":"B"},"B":{"Type":"Pass","Result":{"done":true},"End":true}}}""",
        });
    }

    static async Task LoadAsync(WireClient root, string name, List<string> sent, List<string> started, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var body = $"{name}-{i}";
                var message = await root.JsonAsync("sqs", "SendMessage", new { QueueUrl = $"http://x/{Account}/q", MessageBody = body });
                if (message.Status == 200) lock (sent) sent.Add(body);
                var execution = await root.JsonAsync("states", "StartExecution", new { stateMachineArn = $"arn:aws:states:us-east-1:{Account}:stateMachine:m", name = body });
                if (execution.Status == 200) lock (started) started.Add((string)execution.Json["executionArn"]!);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    static async Task CheckAsync(WireClient root, List<string> sent, List<string> started)
    {
        var attributes = await root.CallAsync("sqs", "GetQueueAttributes", new { QueueUrl = $"http://x/{Account}/q", AttributeNames = new[] { "All" } });
        var count = int.Parse((string)attributes["Attributes"]!["ApproximateNumberOfMessages"]!, System.Globalization.CultureInfo.InvariantCulture);
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
                if ((string?)run["status"] == "RUNNING") await Task.Delay(100);
            }
            while ((string?)run["status"] == "RUNNING" && ++attempts < 100);
            Assert.That((string?)run["status"], Is.EqualTo("SUCCEEDED"), arn);
            var history = await root.CallAsync("states", "GetExecutionHistory", new { executionArn = arn });
            var ids = ((JsonArray)history["events"]!).Select(@event => (int)@event!["id"]!).ToList();
            Assert.That(ids, Is.EqualTo(Enumerable.Range(1, 8)), "the history goes on where it was, without a gap and without anything twice");
        }
    }
}
