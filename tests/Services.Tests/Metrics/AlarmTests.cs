using System.Text.Json.Nodes;
using Classroom.Cloud.Metrics;

namespace Classroom.Services.Tests.Metrics;

sealed class AlarmTests : MetricTest
{
    [Test]
    public async Task PutMetricAlarm_makes_an_alarm_that_DescribeAlarms_shows()
    {
        await AlarmAsync("errors");
        var alarm = await DescribedAsync("errors");
        Assert.That(
            (alarm.At("AlarmArn"), alarm.At("StateValue"), alarm.At("MetricName"), alarm.At("ActionsEnabled")),
            Is.EqualTo((AlarmArn("errors"), "INSUFFICIENT_DATA", "Errors", "true"))
        );
    }

    static IEnumerable<TestCaseData> WrongAlarms() =>
        [
            new(Wrong, new { AlarmName = "" }),
            new(Wrong, new { ComparisonOperator = "NotEqual" }),
            new(WrongValue, new { ComparisonOperator = "GreaterThanUpperThreshold" }),
            new(Wrong, new { EvaluationPeriods = 0 }),
            new(Wrong, new { EvaluationPeriods = 1441 }),
            new(Wrong, new { DatapointsToAlarm = 2 }),
            new(Wrong, new { Threshold = (double?)null }),
            new(Wrong, new { TreatMissingData = "panic" }),
            new(Wrong, new { Statistic = (string?)null }),
            new(Wrong, new { Statistic = "Mode" }),
            new(WrongValue, new { Period = 61 }),
            new(Wrong, new { MetricName = (string?)null }),
            new("InvalidParameterCombination", new { Metrics = new[] { new { Id = "a", Expression = "1" } } }),
        ];

    [TestCaseSource(nameof(WrongAlarms))]
    public Task PutMetricAlarm_refuses_what_CloudWatch_refuses(string error, object change) =>
        RefusedAsync<PutMetricAlarm>(error, Alarm("errors", change));

    [Test]
    public async Task PutCompositeAlarm_makes_an_alarm_of_alarms()
    {
        await AlarmAsync("errors");
        await CallAsync<PutCompositeAlarm>(new { AlarmName = "any", AlarmRule = "ALARM(\"errors\")" });
        var found = await CallAsync<DescribeAlarms>(new { AlarmNames = new[] { "any" } });
        Assert.That(found.Each("CompositeAlarms/*/AlarmRule"), Is.EqualTo(new[] { "ALARM(\"errors\")" }));
        await RefusedAsync<PutCompositeAlarm>(Wrong, new { AlarmName = "any", AlarmRule = "ALARM(\"none\")" });
        await RefusedAsync<PutCompositeAlarm>(Wrong, new { AlarmName = "any", AlarmRule = "ALARM(" });
    }

    [Test]
    public async Task DescribeAlarms_finds_alarms_by_prefix_and_state()
    {
        foreach (var name in (string[])["a1", "a2", "b1"])
            await AlarmAsync(name);
        await SetAsync("a2", "OK");
        Assert.That(
            (await CallAsync<DescribeAlarms>(new { AlarmNamePrefix = "a" })).Each("MetricAlarms/*/AlarmName"),
            Is.EqualTo(new[] { "a1", "a2" })
        );
        Assert.That(
            (await CallAsync<DescribeAlarms>(new { StateValue = "OK" })).Each("MetricAlarms/*/AlarmName"),
            Is.EqualTo(new[] { "a2" })
        );
        await RefusedAsync<DescribeAlarms>(Wrong, new { AlarmNamePrefix = "a", AlarmNames = new[] { "b1" } });
        await RefusedAsync<DescribeAlarms>("InvalidNextToken", new { NextToken = "made up" });
    }

    [Test]
    public async Task DescribeAlarmsForMetric_finds_the_alarms_that_look_at_it()
    {
        await AlarmAsync("errors");
        await AlarmAsync("orders", new { MetricName = "Orders" });
        var found = await CallAsync<DescribeAlarmsForMetric>(new { Namespace = "Class", MetricName = "Orders" });
        Assert.That(found.Each("MetricAlarms/*/AlarmName"), Is.EqualTo(new[] { "orders" }));
        var stranger = await UserAsync("ann");
        await RefusedAsync<DescribeAlarmsForMetric>("AccessDenied", new { Namespace = "Class", MetricName = "Orders" }, stranger);
    }

    [Test]
    public async Task SetAlarmState_sets_a_state_that_the_history_remembers()
    {
        await AlarmAsync("errors");
        await SetAsync("errors", "ALARM");
        Assert.That((await DescribedAsync("errors")).At("StateValue"), Is.EqualTo("ALARM"));
        var history = await CallAsync<DescribeAlarmHistory>(new { AlarmName = "errors", HistoryItemType = "StateUpdate" });
        Assert.That(history.At("AlarmHistoryItems/0/HistorySummary"), Does.Contain("INSUFFICIENT_DATA").And.Contain("ALARM"));
        await RefusedAsync<DescribeAlarmHistory>("InvalidNextToken", new { NextToken = "made up" });
    }

    [Test]
    public async Task SetAlarmState_tells_of_an_alarm_with_two_dimensions_of_one_name()
    {
        await CallAsync<PutMetricAlarm>(
            new
            {
                AlarmName = "twice",
                Namespace = "Own",
                MetricName = "Orders",
                Dimensions = new[] { new { Name = "d", Value = "1" }, new { Name = "d", Value = "2" } },
                Period = 60,
                EvaluationPeriods = 1,
                Statistic = "Sum",
                Threshold = 1,
                ComparisonOperator = "GreaterThanThreshold",
            }
        );
        await CallAsync<SetAlarmState>(
            new
            {
                AlarmName = "twice",
                StateValue = "ALARM",
                StateReason = "a test",
            }
        );
    }

    [Test]
    public async Task SetAlarmState_refuses_no_alarm_no_state_and_data_that_is_no_json()
    {
        await RefusedAsync<SetAlarmState>("ResourceNotFound", State("none", "OK"));
        await AlarmAsync("errors");
        await RefusedAsync<SetAlarmState>("ValidationException", State("errors", "LOUD"));
        await RefusedAsync<SetAlarmState>("InvalidFormat", State("errors", "OK", "{"));
    }

    [Test]
    public async Task DisableAlarmActions_and_EnableAlarmActions_switch_what_an_alarm_does()
    {
        await AlarmAsync("errors");
        await CallAsync<DisableAlarmActions>(new { AlarmNames = new[] { "errors" } });
        Assert.That((await DescribedAsync("errors")).At("ActionsEnabled"), Is.EqualTo("false"));
        await CallAsync<EnableAlarmActions>(new { AlarmNames = new[] { "errors" } });
        Assert.That((await DescribedAsync("errors")).At("ActionsEnabled"), Is.EqualTo("true"));
    }

    [Test]
    public async Task DeleteAlarms_takes_alarms_and_their_history_away()
    {
        await AlarmAsync("errors");
        await CallAsync<DeleteAlarms>(new { AlarmNames = new[] { "errors" } });
        Assert.That((await CallAsync<DescribeAlarms>()).Each("MetricAlarms/*"), Is.Empty);
        Assert.That((await CallAsync<DescribeAlarmHistory>(new { AlarmName = "errors" })).Each("AlarmHistoryItems/*"), Is.Empty);
    }

    [Test]
    public async Task At_most_100_alarms_are_named_in_a_call()
    {
        var names = new { AlarmNames = Enumerable.Range(0, 101).Select(number => $"a{number}").ToArray() };
        await RefusedAsync<DeleteAlarms>(Wrong, names);
        await RefusedAsync<EnableAlarmActions>(Wrong, names);
        await RefusedAsync<DisableAlarmActions>(Wrong, names);
    }

    [Test]
    public async Task TagResource_and_UntagResource_change_what_ListTagsForResource_lists()
    {
        await AlarmAsync("errors");
        await CallAsync<TagResource>(
            new { ResourceARN = AlarmArn("errors"), Tags = new[] { new { Key = "stage", Value = "dev" }, new { Key = "x", Value = "y" } } }
        );
        await CallAsync<UntagResource>(new { ResourceARN = AlarmArn("errors"), TagKeys = new[] { "x" } });
        Assert.That(
            (await CallAsync<ListTagsForResource>(new { ResourceARN = AlarmArn("errors") })).Each("Tags/*/Key"),
            Is.EqualTo(new[] { "stage" })
        );
    }

    [Test]
    public async Task Tags_of_no_alarm_are_ResourceNotFoundException()
    {
        await RefusedAsync<TagResource>(NotThere, new { ResourceARN = AlarmArn("none"), Tags = Array.Empty<object>() });
        await RefusedAsync<UntagResource>(NotThere, new { ResourceARN = AlarmArn("none"), TagKeys = Array.Empty<string>() });
        await RefusedAsync<ListTagsForResource>(NotThere, new { ResourceARN = $"arn:aws:cloudwatch::{Account}:dashboard/none" });
        Assert.That((await CallAsync<ListTagsForResource>(new { ResourceARN = AlarmArn("none") })).Each("Tags/*/Key"), Is.Empty);
    }

    async Task<JsonNode> DescribedAsync(string name) =>
        (await CallAsync<DescribeAlarms>(new { AlarmNames = new[] { name } }))["MetricAlarms"]![0]!;

    Task<JsonNode> SetAsync(string name, string state) => CallAsync<SetAlarmState>(State(name, state));

    static object State(string name, string state, string? data = null) =>
        new
        {
            AlarmName = name,
            StateValue = state,
            StateReason = "a test",
            StateReasonData = data,
        };
}
