namespace Classroom.Cloud.Contracts;

/// <summary>Publishes the metrics of services to CloudWatch.</summary>
interface IMetrics
{
    /// <summary>Adds to a count, at the current time.</summary>
    void Count(string @namespace, string name, double value, params ReadOnlySpan<(string Name, string Value)> dimensions);

    /// <summary>Records a measured value, at the current time.</summary>
    void Measure(string @namespace, string name, double value, string unit, params ReadOnlySpan<(string Name, string Value)> dimensions);

    /// <summary>Records a value with its own time. A value or dimension that CloudWatch does not accept is left out.</summary>
    void Record(
        string @namespace,
        string name,
        double value,
        string? unit,
        DateTimeOffset time,
        IEnumerable<(string Name, string Value)> dimensions
    );

    /// <summary>Whether CloudWatch accepts a text as the name of a metric or a namespace.</summary>
    bool IsName(string text);
}
