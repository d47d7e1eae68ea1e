using Classroom.Languages.TraceFilters;

namespace Classroom.Cloud.XRay;

/// <summary>The summary of a trace.</summary>
sealed record Summary(
    string Id,
    DateTimeOffset StartTime,
    double Duration,
    double ResponseTime,
    bool HasFault,
    bool HasError,
    bool HasThrottle,
    bool IsPartial,
    IReadOnlyList<Summary.ServiceId> ServiceIds,
    Summary.ServiceId EntryPoint,
    int Revision
) : ITraceFacts
{
    public sealed record ServiceId(string Name, IReadOnlyList<string> Names, string Type);

    public bool HasService(string name) => ServiceIds.Any(service => service.Name == name);

    internal double Start => StartTime.ToUnixTimeMilliseconds() / 1000.0;

    public static Summary? Of(string id, IReadOnlyList<Segment> segments)
    {
        if (segments.Count == 0)
            return null;
        var (first, start, end) = (
            segments.MinBy(segment => segment.Start)!,
            segments.Min(segment => segment.Start),
            segments.Max(segment => segment.End)
        );
        return new(
            id,
            DateTimeOffset.UnixEpoch.AddSeconds(start),
            Math.Round(end - start, 3),
            Math.Round(first.End - first.Start, 3),
            segments.Any(segment => segment.HasFault),
            segments.Any(segment => segment.HasError),
            false,
            false,
            [.. segments.Select(Service).DistinctBy(service => service.Name)],
            Service(first),
            segments.Count
        );
    }

    static ServiceId Service(Segment segment) => new(segment.Name, [segment.Name], segment.Origin);
}
