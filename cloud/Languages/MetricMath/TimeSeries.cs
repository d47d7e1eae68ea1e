namespace Classroom.Languages.MetricMath;

/// <summary>Values by the second at which their period begins.</summary>
public sealed class TimeSeries(string label, SortedDictionary<long, double> values)
{
    public string Label => label;

    public SortedDictionary<long, double> Values => values;

    public static TimeSeries Empty { get; } = new("", []);

    public TimeSeries Map(Func<double, double> change) =>
        new(label, new(values.ToDictionary(point => point.Key, point => change(point.Value))));
}
