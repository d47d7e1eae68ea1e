using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Metrics;

sealed record Dimension(string Name, string Value);

/// <summary>The values of a metric within one minute. The member names are short, because there are many points.</summary>
sealed record MetricPoint(
    [property: JsonPropertyName("t")] long Minute,
    [property: JsonPropertyName("n")] double Count,
    [property: JsonPropertyName("s")] double Sum,
    [property: JsonPropertyName("a")] double Min,
    [property: JsonPropertyName("z")] double Max,
    [property: JsonPropertyName("u")] string? Unit
)
{
    /// <summary>The values with their counts; null if only a statistic set is known.</summary>
    [JsonPropertyName("v")]
    public ImmutableSortedDictionary<double, double>? Values { get; init; }

    public static MetricPoint Of(long minute, double value, string? unit) =>
        new(minute, 1, value, value, value, unit) { Values = Distribution.Of([(value, 1)]) };

    public MetricPoint Add(MetricPoint other) =>
        this with
        {
            Count = Count + other.Count,
            Sum = Sum + other.Sum,
            Min = Math.Min(Min, other.Min),
            Max = Math.Max(Max, other.Max),
            Unit = Unit ?? other.Unit,
            Values = Distribution.Join(Values, other.Values),
        };
}

/// <summary>The key of a metric: namespace, name, and dimensions sorted by name.</summary>
sealed record MetricKey(string Namespace, string Name, Dimension[] Dimensions)
{
    public string Text =>
        $"{Namespace}\n{Name}\n"
        + string.Join(
            '\n',
            Dimensions
                .OrderBy(dimension => dimension.Name, StringComparer.Ordinal)
                .Select(dimension => $"{dimension.Name}={dimension.Value}")
        );

    public static MetricKey Parse(string text)
    {
        var parts = text.Split('\n');
        return new(
            parts[0],
            parts[1],
            [
                .. parts[2..]
                    .Where(part => part.Length > 0)
                    .Select(part => new Dimension(
                        part[..part.IndexOf('=', StringComparison.Ordinal)],
                        part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]
                    )),
            ]
        );
    }
}

/// <summary>A known metric, with the number under which its points are stored.</summary>
sealed record KnownMetric(string Number);

/// <summary>
/// Stores metrics by the minute. Metrics of the cloud's services are collected in memory and written after the minute; metrics from
/// PutMetricData are written at once.
/// </summary>
sealed class MetricStore(Database database, RequestIds ids, BackgroundTasks background, TimeProvider clock)
    : IStore,
        IBackgroundWork,
        IForgetting
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(15);

    readonly Table<KnownMetric> metrics = new(database, "metrics.names");
    readonly Archive<MetricPoint> points = new(database, "metric_points", FoundBy.Owner);
    readonly ConcurrentDictionary<string, MetricPoint> gathering = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    ITimer? timer;
    DateTimeOffset swept = clock.GetUtcNow();

    public IEnumerable<MetricKey> Keys
    {
        get
        {
            lock (gate)
                return
                [
                    .. metrics
                        .Rows.Select(row => row.Key)
                        .Concat(gathering.Keys)
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                        .Select(MetricKey.Parse),
                ];
        }
    }

    public void Add(string @namespace, string name, Dimension[] dimensions, double value, string? unit, DateTimeOffset time, bool isOwn) =>
        Add(new MetricKey(@namespace, name, dimensions), MetricPoint.Of(time.ToUnixTimeSeconds() / 60, value, unit), isOwn);

    public void Add(MetricKey key, MetricPoint point, bool isOwn)
    {
        var text = key.Text;
        if (!isOwn)
        {
            Keep(text, point);
            return;
        }
        MetricPoint? over = null;
        lock (gate)
        {
            if (!gathering.TryGetValue(text, out var now))
                gathering[text] = point;
            else if (now.Minute == point.Minute)
                gathering[text] = now.Add(point);
            else
                (over, gathering[text]) = (now, point);
        }
        if (over is not null)
            Keep(text, over);
    }

    /// <summary>The points of a metric in a range of time; the end is excluded.</summary>
    public IReadOnlyList<MetricPoint> Read(MetricKey key, DateTimeOffset from, DateTimeOffset to)
    {
        var text = key.Text;
        var (first, last) = (from.ToUnixTimeSeconds() / 60, (to.ToUnixTimeSeconds() + 59) / 60);
        var found = new List<MetricPoint>();
        if (metrics.Find(text) is { } known)
            found.AddRange(
                points
                    .Read(
                        new()
                        {
                            Owner = known.Number,
                            From = first,
                            To = last,
                        }
                    )
                    .Select(entry => entry.Value)
            );
        if (gathering.TryGetValue(text, out var now) && now.Minute >= first && now.Minute < last)
            found.Add(now);
        return found;
    }

    public void Start() => timer = background.Every(TimeSpan.FromMinutes(1), "metrics of the minute", () => Flush());

    public Task StopAsync()
    {
        timer?.Dispose();
        Flush(everything: true);
        return Task.CompletedTask;
    }

    /// <summary>Writes the completed minutes in one transaction.</summary>
    void Flush(bool everything = false)
    {
        var now = clock.GetUtcNow();
        var minute = now.ToUnixTimeSeconds() / 60;
        List<KeyValuePair<string, MetricPoint>> over;
        lock (gate)
        {
            over = [.. gathering.Where(entry => everything || entry.Value.Minute < minute)];
            foreach (var (key, _) in over)
                gathering.TryRemove(key, out _);
        }
        database.Atomically(() =>
        {
            foreach (var (key, point) in over)
                Keep(key, point);
        });
    }

    void Keep(string text, MetricPoint point) => points.Add(point, point.Minute, owner: NumberOf(text));

    /// <summary>The number of a metric. A new metric gets a new number.</summary>
    string NumberOf(string text)
    {
        if (metrics.Find(text) is { } known)
            return known.Number;
        lock (metrics)
            return (metrics.Find(text) ?? database.Separately(() => metrics.Put(text, new(ids.Next())))).Number;
    }

    /// <summary>Removes points after fifteen days as AWS does, and metrics without points.</summary>
    public void Forget(DateTimeOffset now)
    {
        if (now - swept < TimeSpan.FromHours(1))
            return;
        swept = now;
        var oldest = (now - Kept).ToUnixTimeSeconds() / 60;
        foreach (var (text, known) in metrics.Rows.ToList())
        {
            points.RemoveOf(known.Number, oldest);
            if (
                !gathering.ContainsKey(text)
                && !points
                    .Read(
                        new()
                        {
                            Owner = known.Number,
                            From = oldest,
                            Most = 1,
                        }
                    )
                    .Any()
            )
                metrics.Remove(text);
        }
    }
}
