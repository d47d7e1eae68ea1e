using System.Text.Json.Nodes;
using Classroom.Cloud.Events;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Events;

sealed class ScheduleTests : EventTest
{
    [SetUp]
    public Task Given()
    {
        Cloud.Get<Schedules>().Start();
        return GivenQueueAsync();
    }

    [TestCase("rate(1 day)", 24, "2026-03-03T09:00:01Z")]
    [TestCase("cron(0 12 * * ? *)", 3, "2026-03-02T12:00:00Z")]
    public async Task A_schedule_fires_when_its_time_comes(string expression, int hours, string time)
    {
        await CallAsync<PutRule>(new { Name = "daily", ScheduleExpression = expression });
        await CallAsync<PutTargets>(new { Rule = "daily", Targets = new[] { new { Id = "q", Arn = Inbox } } });
        // The schedule counts from the moment at which the cloud has seen it.
        Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        Cloud.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(2));
        Assert.That((await CallAsync<ReceiveMessage>(new { QueueUrl = InboxUrl })).Maybe("Messages"), Is.Null);
        Cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        var fired = JsonNode.Parse(await NextMessageAsync())!;
        Assert.That(
            (fired.At("detail-type"), fired.At("resources/0"), fired.At("time")),
            Is.EqualTo(("Scheduled Event", $"arn:aws:events:{Region}:{Account}:rule/daily", time))
        );
    }

    [Test]
    public async Task A_schedule_that_is_disabled_does_not_fire()
    {
        await CallAsync<PutRule>(
            new
            {
                Name = "daily",
                ScheduleExpression = "rate(1 minute)",
                State = "DISABLED",
            }
        );
        await CallAsync<PutTargets>(new { Rule = "daily", Targets = new[] { new { Id = "q", Arn = Inbox } } });
        Cloud.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await CallAsync<ReceiveMessage>(new { QueueUrl = InboxUrl })).Maybe("Messages"), Is.Null);
    }
}
