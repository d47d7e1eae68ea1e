using System.Globalization;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>Values of metrics: the acknowledged calls determine their number and their sum. Integers have exact sums.</summary>
sealed class Metrics(Scene scene) : Writer(scene, "CloudWatch metrics")
{
    const string Namespace = "Crash/Values #1 ~";
    const int Names = 8;

    readonly List<Metric> metrics = [.. Enumerable.Range(1, Names).Select(number => new Metric($"metric {number} !"))];
    readonly DateTimeOffset began = DateTimeOffset.UtcNow;

    public override bool ComparesByReading => true;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(20);

    public override Task PrepareAsync() => Task.CompletedTask;

    public override async Task StepAsync()
    {
        var metric = metrics[Random.Next(Names)];
        metric.WasTouched = true;
        var values = Enumerable
            .Range(0, Random.Next(1, 20))
            .Select(_ => (Value: Random.Next(-100, 1000), Count: Random.Next(1, 5)))
            .DistinctBy(pair => pair.Value)
            .ToList();
        var isList = Random.Next(2) == 0;
        metric.Other = isList
            ? new(values.Sum(pair => pair.Count), values.Sum(pair => (long)pair.Value * pair.Count))
            : new(values.Count, values.Sum(pair => (long)pair.Value));
        object data = isList
            ? new[]
            {
                new
                {
                    MetricName = metric.Name,
                    Values = values.Select(pair => pair.Value),
                    Counts = values.Select(pair => pair.Count),
                },
            }
            : values.Select(pair => new { MetricName = metric.Name, pair.Value });
        if (IsAcknowledged(await Client.JsonAsync("monitoring", "PutMetricData", new { Namespace, MetricData = data })))
            metric.Known += metric.Other;
        metric.Other = null;
    }

    public override async Task CompareRecentAsync()
    {
        foreach (var metric in metrics.Where(metric => metric.WasTouched))
            await CompareAsync(metric);
    }

    public override async Task CompareAllAsync()
    {
        foreach (var metric in metrics)
            await CompareAsync(metric);
    }

    async Task CompareAsync(Metric metric)
    {
        Tally.Compared++;
        var page = await ReadAsync(
            Client.JsonAsync(
                "monitoring",
                "GetMetricStatistics",
                new
                {
                    Namespace,
                    MetricName = metric.Name,
                    StartTime = began.ToUnixTimeSeconds() / 3600 * 3600,
                    EndTime = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 3600 * 3600 + 3600,
                    Period = 3600,
                    Statistics = new[] { "SampleCount", "Sum" },
                }
            )
        );
        var points = page.Json["Datapoints"]?.AsArray() ?? [];
        var found = new Total(
            points.Sum(point => (long)point!["SampleCount"]!.GetValue<double>()),
            points.Sum(point => (long)point!["Sum"]!.GetValue<double>())
        );
        var isRight = found == metric.Known || (metric.Other is { } other && found == metric.Known + other);
        if (!isRight)
            Differ(
                found.Count < metric.Known.Count ? Fault.Lost : Fault.Doubled,
                $"the metric '{metric.Name}': {metric.Known} were put, {found} was found"
            );
        if (Scene.IsFrozen)
            return;
        (metric.Known, metric.Other, metric.WasTouched) = (found, null, false);
    }

    sealed record Total(long Count, long Sum)
    {
        public static Total operator +(Total left, Total right) => new(left.Count + right.Count, left.Sum + right.Sum);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} values with the sum {Sum}");
    }

    sealed class Metric(string name)
    {
        public string Name => name;

        public Total Known { get; set; } = new(0, 0);

        public Total? Other { get; set; }

        public bool WasTouched { get; set; }
    }
}
