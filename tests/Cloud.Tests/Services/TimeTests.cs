using System.Text.Json.Nodes;
using Classroom.Cloud.Hosting;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>What happens by itself as days go by: a cloud in this process, with a clock that can be put forward.</summary>
sealed class TimeTests
{
    readonly ForwardClock clock = new();
    CloudServer cloud = null!;
    string folder = "";
    WireClient root = null!;

    [OneTimeSetUp]
    public async Task StartCloud()
    {
        folder = Folders.New();
        cloud = await CloudServer.StartAsync(new() { DataFolder = folder, Port = 0, LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning }, clock);
        root = new(cloud.Settings.Endpoint, "test", "test") { Clock = clock };
    }

    [OneTimeTearDown]
    public async Task EndCloud()
    {
        await cloud.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Log_events_go_when_the_groups_days_are_over()
    {
        foreach (var group in (string[])["short", "long"])
        {
            await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = group });
            await root.CallAsync("logs", "CreateLogStream", new { logGroupName = group, logStreamName = "s" });
            await root.CallAsync("logs", "PutLogEvents", new { logGroupName = group, logStreamName = "s", logEvents = new[] { new { timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds(), message = "old" } } });
        }
        await root.CallAsync("logs", "PutRetentionPolicy", new { logGroupName = "short", retentionInDays = 3 });
        clock.Forward(TimeSpan.FromDays(4));
        await root.CallAsync("logs", "PutLogEvents", new { logGroupName = "short", logStreamName = "s", logEvents = new[] { new { timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds(), message = "new" } } });
        cloud.Parts.Get<LogStore>().Forget(clock.GetUtcNow());
        Assert.That(await MessagesAsync("short"), Is.EqualTo(new[] { "new" }));
        Assert.That(await MessagesAsync("long"), Is.EqualTo(new[] { "old" }));
    }

    [TestCase("rate(1 day)", 25)]
    [TestCase("cron(0 12 * * ? *)", 25)]
    public async Task A_schedule_fires_when_its_time_comes(string expression, int hours)
    {
        var name = expression[..4];
        await root.CallAsync("sqs", "CreateQueue", new { QueueName = name, Attributes = new { Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""" } });
        await root.CallAsync("events", "PutRule", new { Name = name, ScheduleExpression = expression });
        await root.CallAsync("events", "PutTargets", new { Rule = name, Targets = new[] { new { Id = "q", Arn = $"arn:aws:sqs:us-east-1:{CloudSettings.DefaultAccount}:{name}" } } });
        // The schedule counts from the moment at which the cloud has seen it.
        await Task.Delay(1500);
        Assert.That(await ReceiveAsync(name, 0), Is.Null);
        clock.Forward(TimeSpan.FromHours(hours));
        var fired = JsonNode.Parse((string)(await ReceiveAsync(name, 10))!["Body"]!)!;
        Assert.That(((string?)fired["detail-type"], (string?)fired["resources"]![0]), Is.EqualTo(("Scheduled Event", $"arn:aws:events:us-east-1:{CloudSettings.DefaultAccount}:rule/{name}")));
        if (expression.StartsWith("cron", StringComparison.Ordinal)) Assert.That((string?)fired["time"], Does.EndWith("T12:00:00Z"));
    }

    async Task<List<string>> MessagesAsync(string group) =>
        [.. ((JsonArray)(await root.CallAsync("logs", "FilterLogEvents", new { logGroupName = group }))["events"]!).Select(entry => (string)entry!["message"]!)];

    async Task<JsonNode?> ReceiveAsync(string queue, int seconds) =>
        (await root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = $"http://x/{CloudSettings.DefaultAccount}/{queue}", WaitTimeSeconds = seconds }))["Messages"]?[0];

    /// <summary>The time of day, and what has been added to it; its timers go as ever.</summary>
    sealed class ForwardClock : TimeProvider
    {
        TimeSpan added;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + added;

        public void Forward(TimeSpan by) => added += by;
    }
}
