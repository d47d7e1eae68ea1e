namespace Classroom.Languages.TraceFilters;

/// <summary>What a filter expression of X-Ray can ask of a trace.</summary>
public interface ITraceFacts
{
    bool HasFault { get; }

    bool HasError { get; }

    /// <summary>Seconds from the first start to the last end.</summary>
    double Duration { get; }

    /// <summary>Seconds that the first segment took.</summary>
    double ResponseTime { get; }

    bool HasService(string name);
}
