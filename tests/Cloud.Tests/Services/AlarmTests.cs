using System.Text.Json.Nodes;

namespace Classroom.Cloud.Tests.Services;

sealed class AlarmTests : CloudFixture
{
    [OneTimeSetUp]
    public async Task MakeAlarms()
    {
        foreach (var name in (string[])["low", "high"])
            await Root.CallAsync(
                "monitoring",
                "PutMetricAlarm",
                new
                {
                    AlarmName = name,
                    Namespace = "Class",
                    MetricName = name,
                    Statistic = "Sum",
                    Period = 60,
                    EvaluationPeriods = 1,
                    Threshold = 1,
                    ComparisonOperator = "GreaterThanThreshold",
                    ActionsEnabled = false,
                }
            );
        await Root.CallAsync("monitoring", "PutCompositeAlarm", new { AlarmName = "both", AlarmRule = "ALARM(low) AND NOT OK(\"high\")" });
    }

    [Test]
    public async Task A_composite_alarm_follows_the_alarms_that_it_names()
    {
        await SetAsync("high", "ALARM");
        await SetAsync("low", "ALARM");
        await UntilAsync(StateAsync, state => state == "ALARM", "The alarm of both");
        await SetAsync("high", "OK");
        await UntilAsync(StateAsync, state => state == "OK", "The end of the alarm of both");
        var history = await Root.CallAsync(
            "monitoring",
            "DescribeAlarmHistory",
            new
            {
                AlarmName = "both",
                HistoryItemType = "StateUpdate",
                AlarmTypes = new[] { "CompositeAlarm" },
            }
        );
        Assert.That(
            ((JsonArray)history["AlarmHistoryItems"]!).Select(item => (string?)item!["HistorySummary"]),
            Does.Contain("Alarm updated from ALARM to OK")
        );
    }

    [Test]
    public async Task Who_names_no_type_gets_metric_alarms()
    {
        Assert.That(await NamesAsync(new { }), Is.EqualTo(new[] { "high", "low" }));
        Assert.That(await NamesAsync(new { AlarmTypes = new[] { "CompositeAlarm" } }), Is.EqualTo(new[] { "both" }));
        Assert.That(
            await NamesAsync(new { AlarmTypes = new[] { "CompositeAlarm", "MetricAlarm" } }),
            Is.EqualTo(new[] { "both", "high", "low" })
        );
        Assert.That(await NamesAsync(new { AlarmNames = new[] { "both", "low" } }), Is.EqualTo(new[] { "both", "low" }));
        Assert.That(await NamesAsync(new { AlarmNamePrefix = "hi" }), Is.EqualTo(new[] { "high" }));
    }

    [Test]
    public async Task A_rule_over_alarms_that_are_not_there_is_refused()
    {
        var refused = await Root.JsonAsync("monitoring", "PutCompositeAlarm", new { AlarmName = "none", AlarmRule = "ALARM(nobody)" });
        Assert.That(refused.Body, Does.Contain("AlarmRule names nobody, which is not an alarm of this account and region"));
    }

    async Task SetAsync(string name, string state) =>
        await Root.CallAsync(
            "monitoring",
            "SetAlarmState",
            new
            {
                AlarmName = name,
                StateValue = state,
                StateReason = "a test",
            }
        );

    async Task<string?> StateAsync() =>
        (string?)
            (await Root.CallAsync("monitoring", "DescribeAlarms", new { AlarmNames = new[] { "both" } }))["CompositeAlarms"]![0]![
                "StateValue"
            ];

    async Task<List<string>> NamesAsync(object input)
    {
        var found = await Root.CallAsync("monitoring", "DescribeAlarms", input);
        return
        [
            .. ((JsonArray)found["CompositeAlarms"]!)
                .Concat((JsonArray)found["MetricAlarms"]!)
                .Select(alarm => (string)alarm!["AlarmName"]!),
        ];
    }
}
