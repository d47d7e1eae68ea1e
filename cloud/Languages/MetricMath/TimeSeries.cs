namespace Classroom.Languages.MetricMath;

/// <summary>A series of values. The key is the start of the period, in seconds.</summary>
public sealed class TimeSeries(string label, SortedDictionary<long, double> values)
{
    public string Label => label;

    public SortedDictionary<long, double> Values => values;

    public static TimeSeries Empty { get; } = new("", []);

    public TimeSeries Map(Func<double, double> change) =>
        new(label, new(values.ToDictionary(point => point.Key, point => change(point.Value))));
}
