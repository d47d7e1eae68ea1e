using System.Text.Json.Nodes;
using Classroom.Cloud.Metrics;

namespace Classroom.Services.Tests.Metrics;

/// <summary>A composite alarm tells which of its alarms changed it, as recorded on AWS.</summary>
sealed class CompositeAlarmTests : MetricTest
{
    [Test]
    public async Task The_reason_names_the_children_that_changed_as_soon_as_they_do()
    {
        foreach (var name in (string[])["one", "two"])
            await AlarmAsync(name);
        await CallAsync<PutCompositeAlarm>(new { AlarmName = "any", AlarmRule = "ALARM(\"one\") OR ALARM(\"two\")" });
        Assert.That(await TriggeringAsync(), Is.EquivalentTo(new[] { "one INSUFFICIENT_DATA", "two INSUFFICIENT_DATA" }), "a new alarm");
        await ChangeAsync("one", "ALARM");
        Assert.That(await TriggeringAsync(), Is.EqualTo(new[] { "one ALARM" }));
        await ChangeAsync("one", "OK");
        Assert.That(await TriggeringAsync(), Is.EqualTo(new[] { "one OK" }));
        await ChangeAsync("two", "ALARM");
        Assert.That(await TriggeringAsync(), Is.EqualTo(new[] { "two ALARM" }));
    }

    [TestCase("ALARM", "ALARM")]
    [TestCase("OK", "OK")]
    [TestCase("INSUFFICIENT_DATA", "OK")]
    public async Task A_new_composite_alarm_is_evaluated_at_once(string child, string expected)
    {
        await AlarmAsync("one");
        await ChangeAsync("one", child);
        await CallAsync<PutCompositeAlarm>(new { AlarmName = "any", AlarmRule = "ALARM(\"one\")" });
        var alarm = (await CallAsync<DescribeAlarms>(new { AlarmNames = new[] { "any" }, AlarmTypes = new[] { "CompositeAlarm" } }))[
            "CompositeAlarms"
        ]![0]!;
        Assert.That(
            (alarm.At("StateValue"), alarm.At("StateReason")),
            Is.EqualTo(
                (expected, $"arn:aws:cloudwatch:{Region}:{Account}:alarm:any was created and its alarm rule evaluates to {expected}")
            )
        );
        Assert.That(await TriggeringAsync(), Is.EqualTo(new[] { $"one {child}" }));
    }

    [Test]
    public async Task A_composite_alarm_that_is_refused_is_not_evaluated()
    {
        await RefusedAsync<PutCompositeAlarm>("ValidationError", new { AlarmName = "any", AlarmRule = "ALARM(\"none\")" });
        var alarms = await CallAsync<DescribeAlarms>(new { AlarmNames = new[] { "any" }, AlarmTypes = new[] { "CompositeAlarm" } });
        Assert.That(alarms.Each("CompositeAlarms/*/AlarmName"), Is.Empty);
    }

    async Task ChangeAsync(string alarm, string state)
    {
        Cloud.Clock.Advance(TimeSpan.FromSeconds(10));
        await CallAsync<SetAlarmState>(
            new
            {
                AlarmName = alarm,
                StateValue = state,
                StateReason = "a test",
            }
        );
    }

    async Task<IEnumerable<string>> TriggeringAsync()
    {
        var alarms = await CallAsync<DescribeAlarms>(new { AlarmNames = new[] { "any" }, AlarmTypes = new[] { "CompositeAlarm" } });
        var data = JsonNode.Parse(alarms.At("CompositeAlarms/0/StateReasonData"))!;
        return data["triggeringAlarms"]!
            .AsArray()
            .Select(child => $"{((string)child!["arn"]!).Split(':')[^1]} {(string?)child["state"]!["value"]}");
    }
}
