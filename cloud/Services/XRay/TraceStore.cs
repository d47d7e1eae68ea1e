using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Storage;

namespace Classroom.Cloud.XRay;

/// <summary>One segment of a trace, as it was sent.</summary>
sealed record Segment(
    string TraceId,
    string Id,
    string Name,
    string Origin,
    double Start,
    double End,
    bool HasFault,
    bool HasError,
    string Document
);

/// <summary>Stores traces for as long as X-Ray keeps them.</summary>
sealed class TraceStore(Database database, TimeProvider clock) : IStore, IForgetting, ITraces
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    const double LatestTime = 32_503_680_000;

    readonly Archive<Segment> segments = new(database, "trace_segments", FoundBy.Owner | FoundBy.Time);

    /// <summary>The traces with a segment in a range of time, in the order of the first such segment.</summary>
    public IEnumerable<(string Id, IReadOnlyList<Segment> Segments)> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in segments.Read(new() { From = from.ToUnixTimeMilliseconds(), To = to.ToUnixTimeMilliseconds() + 1 }))
        {
            if (seen.Add(entry.Value.TraceId))
                yield return (entry.Value.TraceId, Find(entry.Value.TraceId));
        }
    }

    public void Forget(DateTimeOffset now) => segments.RemoveBefore((now - Kept).ToUnixTimeMilliseconds(), most: 10_000);

    public IReadOnlyList<Segment> Find(string id) => [.. segments.Read(new() { Owner = id }).Select(entry => entry.Value)];

    public void Add(string name, string origin, string arn, DateTimeOffset start, DateTimeOffset end, bool hasFault)
    {
        var trace = $"1-{start.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";
        Put(
            new JsonObject
            {
                ["trace_id"] = trace,
                ["id"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
                ["name"] = name,
                ["origin"] = origin,
                ["resource_arn"] = arn,
                ["start_time"] = start.ToUnixTimeMilliseconds() / 1000.0,
                ["end_time"] = end.ToUnixTimeMilliseconds() / 1000.0,
                ["fault"] = hasFault,
            }
        );
    }

    /// <summary>Stores a segment; returns the problem if the segment is not valid.</summary>
    public string? Put(JsonObject segment)
    {
        if (segment["trace_id"].AsText() is not { Length: > 0 } trace || segment["id"].AsText() is not { Length: > 0 } id)
            return "ParseError: trace_id and id are required";
        var start = FiniteNumber.Of(segment["start_time"]) ?? clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var end = FiniteNumber.Of(segment["end_time"]) ?? start;
        if (start is < 0 or > LatestTime || end is < 0 or > LatestTime)
            return "ParseError: start_time and end_time must be seconds since 1970";
        bool Flag(string name) => segment[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
        string Text(string name) => segment[name].AsText() ?? "";
        segments.Add(
            new(trace, id, Text("name"), Text("origin"), start, end, Flag("fault"), Flag("error"), segment.ToJsonString()),
            (long)(start * 1000),
            owner: trace
        );
        return null;
    }
}
