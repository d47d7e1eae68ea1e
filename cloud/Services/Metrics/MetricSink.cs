using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Metrics;

/// <summary>Receives the metrics of the cloud's services, and adds them to the current minute.</summary>
sealed class MetricSink(MetricStore store, TimeProvider clock) : IMetrics
{
    public void Count(string @namespace, string name, double value, params ReadOnlySpan<(string Name, string Value)> dimensions) =>
        store.Add(@namespace, name, Dimensions(dimensions), value, "Count", clock.GetUtcNow(), isOwn: true);

    public void Measure(
        string @namespace,
        string name,
        double value,
        string unit,
        params ReadOnlySpan<(string Name, string Value)> dimensions
    ) => store.Add(@namespace, name, Dimensions(dimensions), value, unit, clock.GetUtcNow(), isOwn: true);

    public void Record(
        string @namespace,
        string name,
        double value,
        string? unit,
        DateTimeOffset time,
        IEnumerable<(string Name, string Value)> dimensions
    )
    {
        if (!MetricText.IsTaken(value))
            return;
        var taken = dimensions
            .Where(dimension => MetricText.IsTaken(dimension.Value))
            .Select(dimension => new Dimension(dimension.Name, dimension.Value));
        store.Add(@namespace, name, [.. taken], value, unit, time, isOwn: true);
    }

    public bool IsName(string text) => MetricText.IsTaken(text);

    static Dimension[] Dimensions(ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        var made = new Dimension[dimensions.Length];
        for (var i = 0; i < made.Length; i++)
            made[i] = new(dimensions[i].Name, dimensions[i].Value);
        return made;
    }
}
