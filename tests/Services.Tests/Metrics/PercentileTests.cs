using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Metrics;

namespace Classroom.Services.Tests.Metrics;

/// <summary>Percentiles and trimmed means, by the definitions in the documentation of CloudWatch.</summary>
sealed class PercentileTests : MetricTest
{
    [TestCase("p50", 50)]
    [TestCase("p90", 90)]
    [TestCase("p99", 99)]
    [TestCase("p100", 100)]
    [TestCase("tm90", 45.5)]
    [TestCase("TM(10%:90%)", 50.5)]
    [TestCase("TM(20:40)", 30.5)]
    [TestCase("IQM", 50.5)]
    [TestCase("wm90", 49.95)]
    [TestCase("tc90", 90)]
    [TestCase("ts90", 4095)]
    [TestCase("PR(:25)", 25)]
    [TestCase("PR(20:50)", 30)]
    public async Task The_values_from_1_to_100_have(string statistic, double expected)
    {
        await PutAsync("Duration", [.. Enumerable.Range(1, 100).Select(value => (double)value)]);
        Assert.That(await StatisticAsync(statistic), Is.EqualTo(expected).Within(0.0001));
    }

    [Test]
    public async Task Very_many_different_values_are_rounded_a_little()
    {
        await CallAsync<PutMetricData>(Data(Enumerable.Range(1, 900).Select(value => (double)value)));
        Assert.That(await StatisticAsync("p99"), Is.EqualTo(891).Within(5).Percent);
    }

    [Test]
    public async Task A_statistic_set_has_no_percentiles_unless_all_its_values_are_equal()
    {
        await CallAsync<PutMetricData>(Set(count: 2, sum: 4, least: 1, most: 3));
        Assert.That((await PointsAsync("p90"))[0]!["ExtendedStatistics"]!.AsObject(), Is.Empty);
        Cloud.Clock.Advance(TimeSpan.FromMinutes(10));
        await CallAsync<PutMetricData>(Set(count: 2, sum: 6, least: 3, most: 3));
        Assert.That(await StatisticAsync("p90"), Is.EqualTo(3));
    }

    [TestCase("p101")]
    [TestCase("p")]
    [TestCase("TM(90%:10%)")]
    [TestCase("median")]
    public async Task An_unknown_statistic_is_refused(string name) => await RefusedAsync<GetMetricStatistics>(WrongValue, Question(name));

    [Test]
    public async Task Values_of_different_units_are_not_mixed()
    {
        foreach (var (value, unit) in ((double, string)[])[(1, "Seconds"), (5, "Count")])
            await CallAsync<PutMetricData>(
                new
                {
                    Namespace = "Class",
                    MetricData = new[]
                    {
                        new
                        {
                            MetricName = "Duration",
                            Value = value,
                            Unit = unit,
                        },
                    },
                }
            );
        var points = await PointsAsync("p50");
        Assert.That(points.Select(point => point!.At("Unit")).Order(), Is.EqualTo(new[] { "Count", "Seconds" }));
    }

    [Test]
    public async Task An_alarm_can_watch_a_percentile()
    {
        await AlarmAsync(
            "slow",
            new
            {
                MetricName = "Duration",
                Statistic = (string?)null,
                ExtendedStatistic = "p90",
            }
        );
        var alarm = (await CallAsync<DescribeAlarms>(new { AlarmNames = new[] { "slow" } }))["MetricAlarms"]![0]!;
        Assert.That((alarm.At("ExtendedStatistic"), alarm.Maybe("Statistic")), Is.EqualTo(("p90", (string?)null)));
    }

    [Test]
    public async Task GetMetricData_answers_in_pages_of_MaxDatapoints_with_the_name_of_the_metric_as_label()
    {
        for (var minute = 0; minute < 3; minute++)
        {
            await PutAsync("Duration", minute);
            Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var first = await CallAsync<GetMetricData>(Query(null));
        Assert.That(first.At("MetricDataResults/0/Label"), Is.EqualTo("Duration"));
        Assert.That(first["MetricDataResults"]![0]!["Values"]!.AsArray(), Has.Count.EqualTo(2));
        var second = await CallAsync<GetMetricData>(Query(first.At("NextToken")));
        Assert.That(second["MetricDataResults"]![0]!["Values"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(second.Maybe("NextToken"), Is.Null);
        await RefusedAsync<GetMetricData>("InvalidNextToken", Query("made up"));
    }

    [TestCase("Sum", 60, "Minimum", 120, "Duration Sum 60", "Duration Minimum 120")]
    [TestCase("Sum", 60, "Minimum", 60, "Duration Sum", "Duration Minimum")]
    [TestCase("Sum", 60, "Sum", 120, "Duration 60", "Duration 120")]
    public async Task A_label_names_what_tells_the_queries_apart(string one, int first, string other, int second, params string[] labels)
    {
        await PutAsync("Duration", 1);
        static object Stat(string id, string statistic, int period) =>
            new
            {
                Id = id,
                MetricStat = new
                {
                    Metric = new { Namespace = "Class", MetricName = "Duration" },
                    Period = period,
                    Stat = statistic,
                },
            };
        var answer = await CallAsync<GetMetricData>(
            new
            {
                StartTime = Now.AddHours(-1),
                EndTime = Now.AddMinutes(1),
                MetricDataQueries = new[] { Stat("a", one, first), Stat("b", other, second) },
            }
        );
        Assert.That(answer.Each("MetricDataResults/*/Label"), Is.EqualTo(labels));
    }

    object Query(string? token) =>
        new
        {
            StartTime = Now.AddHours(-1),
            EndTime = Now.AddMinutes(1),
            MaxDatapoints = 2,
            NextToken = token,
            MetricDataQueries = new[]
            {
                new
                {
                    Id = "m1",
                    MetricStat = new
                    {
                        Metric = new { Namespace = "Class", MetricName = "Duration" },
                        Period = 60,
                        Stat = "Sum",
                    },
                },
            },
        };

    object Question(string statistic) =>
        new
        {
            Namespace = "Class",
            MetricName = "Duration",
            StartTime = Now.AddMinutes(-5),
            EndTime = Now.AddMinutes(1),
            Period = 60,
            ExtendedStatistics = new[] { statistic },
        };

    static object Data(IEnumerable<double> values) =>
        new { Namespace = "Class", MetricData = values.Select(value => new { MetricName = "Duration", Value = value }).ToArray() };

    static object Set(double count, double sum, double least, double most) =>
        new
        {
            Namespace = "Class",
            MetricData = new[]
            {
                new
                {
                    MetricName = "Duration",
                    StatisticValues = new
                    {
                        SampleCount = count,
                        Sum = sum,
                        Minimum = least,
                        Maximum = most,
                    },
                },
            },
        };

    async Task<JsonArray> PointsAsync(string statistic) =>
        (await CallAsync<GetMetricStatistics>(Question(statistic)))["Datapoints"]!.AsArray();

    async Task<double> StatisticAsync(string statistic) =>
        double.Parse((await PointsAsync(statistic))[^1]!.At($"ExtendedStatistics/{statistic}"), CultureInfo.InvariantCulture);
}
