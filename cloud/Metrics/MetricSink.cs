using System.Collections.Concurrent;
using Classroom.Cloud.Hosting;

namespace Classroom.Cloud.Metrics;

/// <summary>Where the services count what they do: into the minute, as AWS publishes it.</summary>
sealed class MetricSink(MetricStore store, TimeProvider clock)
{
    public void Count(string @namespace, string name, double value, params ReadOnlySpan<(string Name, string Value)> dimensions) =>
        store.Add(@namespace, name, Dimensions(dimensions), value, "Count", clock.GetUtcNow(), isOwn: true);

    public void Measure(string @namespace, string name, double value, string unit, params ReadOnlySpan<(string Name, string Value)> dimensions) =>
        store.Add(@namespace, name, Dimensions(dimensions), value, unit, clock.GetUtcNow(), isOwn: true);

    static Dimension[] Dimensions(ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        var made = new Dimension[dimensions.Length];
        for (var i = 0; i < made.Length; i++) made[i] = new(dimensions[i].Name, dimensions[i].Value);
        return made;
    }
}
