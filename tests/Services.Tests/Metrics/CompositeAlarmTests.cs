using System.Text.Json.Nodes;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.Metrics.Alarms;

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
        Evaluate();
        Assert.That(await TriggeringAsync(), Is.EquivalentTo(new[] { "one INSUFFICIENT_DATA", "two INSUFFICIENT_DATA" }), "a new alarm");
        await ChangeAsync("one", "ALARM");
        Assert.That(await TriggeringAsync(), Is.EqualTo(new[] { "one ALARM" }));
        await ChangeAsync("one", "OK");
        Assert.That(await TriggeringAsync(), Is.EqualTo(new[] { "one OK" }));
        await ChangeAsync("two", "ALARM");
        Assert.That(await TriggeringAsync(), Is.EqualTo(new[] { "two ALARM" }));
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

    void Evaluate() => Cloud.Get<AlarmEvaluator>().EvaluateAll();

    async Task<IEnumerable<string>> TriggeringAsync()
    {
        var alarms = await CallAsync<DescribeAlarms>(new { AlarmNames = new[] { "any" }, AlarmTypes = new[] { "CompositeAlarm" } });
        var data = JsonNode.Parse(alarms.At("CompositeAlarms/0/StateReasonData"))!;
        return data["triggeringAlarms"]!
            .AsArray()
            .Select(child => $"{((string)child!["arn"]!).Split(':')[^1]} {(string?)child["state"]!["value"]}");
    }
}
