namespace Classroom.Languages.TraceFilters;

/// <summary>The properties of a trace that a filter expression of X-Ray can test.</summary>
public interface ITraceFacts
{
    bool HasFault { get; }

    bool HasError { get; }

    /// <summary>Seconds from the first start to the last end.</summary>
    double Duration { get; }

    /// <summary>The duration of the first segment in seconds.</summary>
    double ResponseTime { get; }

    bool HasService(string name);
}
