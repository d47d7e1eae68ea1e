using Classroom.Cloud.Metrics;

namespace Classroom.Services.Tests.Metrics;

sealed class DataTests : MetricTest
{
    [Test]
    public async Task PutMetricData_keeps_values_that_GetMetricStatistics_adds_up()
    {
        await PutAsync("Orders", 1, 2, 6);
        var statistics = await CallAsync<GetMetricStatistics>(Statistics("Sum", "Average", "Maximum", "SampleCount"));
        Assert.That(
            (
                statistics.At("Datapoints/0/Sum"),
                statistics.At("Datapoints/0/Average"),
                statistics.At("Datapoints/0/Maximum"),
                statistics.At("Datapoints/0/SampleCount"),
                statistics.Maybe("Datapoints/0/Minimum")
            ),
            Is.EqualTo(("9.0", "3.0", "6.0", "3.0", (string?)null))
        );
    }

    [Test]
    public async Task PutMetricData_refuses_what_CloudWatch_refuses_and_keeps_nothing_of_the_call()
    {
        static object Data(params object[] data) => new { Namespace = "Class", MetricData = data };
        await RefusedAsync<PutMetricData>(WrongValue, new { Namespace = "AWS/Class" });
        await RefusedAsync<PutMetricData>(WrongValue, new { Namespace = " " });
        await RefusedAsync<PutMetricData>(WrongValue, Data(new { MetricName = "Good", Value = 1 }, new { MetricName = "" }));
        await RefusedAsync<PutMetricData>(
            WrongValue,
            Data(
                new
                {
                    MetricName = "Old",
                    Value = 1,
                    Timestamp = Now.AddDays(-15).ToUnixTimeSeconds(),
                }
            )
        );
        await RefusedAsync<PutMetricData>(
            WrongValue,
            Data(
                new
                {
                    MetricName = "Many",
                    Values = new[] { 1, 2 },
                    Counts = new[] { 1 },
                }
            )
        );
        await RefusedAsync<PutMetricData>(WrongValue, Data(new { MetricName = "Huge", Value = 1e200 }));
        Assert.That((await CallAsync<ListMetrics>(new { Namespace = "Class" })).Each("Metrics/*"), Is.Empty);
    }

    [Test]
    public async Task GetMetricStatistics_refuses_what_CloudWatch_refuses()
    {
        await RefusedAsync<GetMetricStatistics>("InvalidParameterCombinationException", Statistics());
        await RefusedAsync<GetMetricStatistics>("ValidationError", Statistics("Mode"));
        foreach (
            var (minutes, period, error) in new[]
            {
                (-1, 60, WrongValue),
                (1, 61, WrongValue),
                (1441, 60, "InvalidParameterCombinationException"),
            }
        )
            await RefusedAsync<GetMetricStatistics>(
                error,
                new
                {
                    Namespace = "Class",
                    MetricName = "Orders",
                    StartTime = Now.ToUnixTimeSeconds(),
                    EndTime = Now.AddMinutes(minutes).ToUnixTimeSeconds(),
                    Period = period,
                    Statistics = new[] { "Sum" },
                }
            );
    }

    [Test]
    public async Task GetMetricData_calculates_with_expressions()
    {
        await PutAsync("Orders", 10);
        await PutAsync("Errors", 2);
        var data = await CallAsync<GetMetricData>(
            Queries(Query("orders", "Orders"), Query("errors", "Errors"), new { Id = "share", Expression = "errors / orders * 100" })
        );
        var share = data["MetricDataResults"]!.AsArray().Single(result => result!.At("Id") == "share")!;
        Assert.That(share.Each("Values/*"), Is.EqualTo(new[] { "20" }));
    }

    [Test]
    public async Task GetMetricData_refuses_no_query_a_wrong_expression_and_a_time_that_ends_before_it_begins()
    {
        await RefusedAsync<GetMetricData>(WrongValue, Queries());
        await RefusedAsync<GetMetricData>(WrongValue, Queries(new { Id = "e", Expression = "1 +" }));
        await RefusedAsync<GetMetricData>(
            WrongValue,
            new
            {
                MetricDataQueries = new[] { Query("orders", "Orders") },
                StartTime = Now.ToUnixTimeSeconds(),
                EndTime = Now.ToUnixTimeSeconds(),
            }
        );
    }

    [Test]
    public async Task ListMetrics_finds_metrics_by_their_dimensions()
    {
        await CallAsync<PutMetricData>(
            new
            {
                Namespace = "Class",
                MetricData = new[] { "ann", "bob" }
                    .Select(student => new
                    {
                        MetricName = "Orders",
                        Value = 1,
                        Dimensions = new[] { new { Name = "Student", Value = student } },
                    })
                    .ToArray(),
            }
        );
        var found = await CallAsync<ListMetrics>(
            new { Namespace = "Class", Dimensions = new[] { new { Name = "Student", Value = "bob" } } }
        );
        Assert.That(found.Each("Metrics/*/Dimensions/0/Value"), Is.EqualTo(new[] { "bob" }));
        await RefusedAsync<ListMetrics>(WrongValue, new { NextToken = "made up" });
    }

    object Statistics(params string[] names) =>
        new
        {
            Namespace = "Class",
            MetricName = "Orders",
            StartTime = Now.AddMinutes(-5).ToUnixTimeSeconds(),
            EndTime = Now.AddMinutes(5).ToUnixTimeSeconds(),
            Period = 300,
            Statistics = names,
        };

    object Queries(params object[] queries) =>
        new
        {
            MetricDataQueries = queries,
            StartTime = Now.AddMinutes(-1).ToUnixTimeSeconds(),
            EndTime = Now.AddMinutes(1).ToUnixTimeSeconds(),
        };

    static object Query(string id, string name) =>
        new
        {
            Id = id,
            MetricStat = new
            {
                Metric = new { Namespace = "Class", MetricName = name },
                Period = 60,
                Stat = "Sum",
            },
        };
}
