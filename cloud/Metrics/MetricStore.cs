using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Classroom.Cloud.Hosting;
using Classroom.Storage;

namespace Classroom.Cloud.Metrics;

sealed record Dimension(string Name, string Value);

/// <summary>What a metric was within a minute; its members have short names, for there are many of them.</summary>
sealed record MetricPoint(
    [property: JsonPropertyName("t")] long Minute, [property: JsonPropertyName("n")] double Count, [property: JsonPropertyName("s")] double Sum, [property: JsonPropertyName("a")] double Min,
    [property: JsonPropertyName("z")] double Max, [property: JsonPropertyName("u")] string? Unit)
{
    public MetricPoint Add(MetricPoint other) => this with { Count = Count + other.Count, Sum = Sum + other.Sum, Min = Math.Min(Min, other.Min), Max = Math.Max(Max, other.Max), Unit = Unit ?? other.Unit };
}

/// <summary>The name of a metric: namespace, name and dimensions, in the order of their names.</summary>
sealed record MetricKey(string Namespace, string Name, Dimension[] Dimensions)
{
    public string Text => $"{Namespace}\n{Name}\n{string.Join('\n', Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal).Select(dimension => $"{dimension.Name}={dimension.Value}"))}";

    public static MetricKey Parse(string text)
    {
        var parts = text.Split('\n');
        return new(parts[0], parts[1], [.. parts[2..].Where(part => part.Length > 0).Select(part => new Dimension(part[..part.IndexOf('=', StringComparison.Ordinal)], part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]))]);
    }
}

/// <summary>Metrics by the minute: those that services publish are gathered and written once a minute is over, those that callers put are written at once.</summary>
sealed class MetricStore(Journal journal, TimeProvider clock) : IStore, IBackgroundWork
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(15);

    readonly Series<MetricPoint> points = new(journal, "metrics.points");
    readonly ConcurrentDictionary<string, MetricPoint> gathering = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    ITimer? timer;

    public IEnumerable<MetricKey> Keys
    {
        get
        {
            lock (gate) return [.. points.Keys.Concat(gathering.Keys).Distinct().Order(StringComparer.Ordinal).Select(MetricKey.Parse)];
        }
    }

    public void Add(string @namespace, string name, Dimension[] dimensions, double value, string? unit, DateTimeOffset time, bool isOwn) =>
        Add(new MetricKey(@namespace, name, dimensions), new(time.ToUnixTimeSeconds() / 60, 1, value, value, value, unit), isOwn);

    public void Add(MetricKey key, MetricPoint point, bool isOwn)
    {
        var text = key.Text;
        if (!isOwn)
        {
            points.Append(text, [point]);
            return;
        }
        lock (gate)
        {
            if (!gathering.TryGetValue(text, out var now))
            {
                gathering[text] = point;
                return;
            }
            if (now.Minute == point.Minute)
            {
                gathering[text] = now.Add(point);
                return;
            }
            points.Append(text, [now]);
            gathering[text] = point;
        }
    }

    /// <summary>What is known from one moment up to another, the end excluded.</summary>
    public IReadOnlyList<MetricPoint> Read(MetricKey key, DateTimeOffset from, DateTimeOffset to)
    {
        var text = key.Text;
        var (first, last) = (from.ToUnixTimeSeconds() / 60, (to.ToUnixTimeSeconds() + 59) / 60);
        lock (gate)
        {
            IEnumerable<MetricPoint> all = points.Read(text);
            if (gathering.TryGetValue(text, out var now)) all = all.Append(now);
            return [.. all.Where(point => point.Minute >= first && point.Minute < last)];
        }
    }

    public void Start() => timer = clock.CreateTimer(_ => Flush(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public Task StopAsync()
    {
        timer?.Dispose();
        Flush(everything: true);
        return Task.CompletedTask;
    }

    void Flush(bool everything = false)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var oldest = (clock.GetUtcNow() - Kept).ToUnixTimeSeconds() / 60;
        lock (gate)
        {
            foreach (var (key, point) in gathering.Where(entry => everything || entry.Value.Minute < minute).ToList())
            {
                points.Append(key, [point]);
                gathering.TryRemove(key, out _);
            }
            foreach (var key in points.Keys) points.Trim(key, points.Read(key).TakeWhile(point => point.Minute < oldest).Count());
        }
    }
}
