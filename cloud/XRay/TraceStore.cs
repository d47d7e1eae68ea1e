using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Hosting;
using Classroom.Storage;

namespace Classroom.Cloud.XRay;

/// <summary>One segment of a trace, as it was sent.</summary>
sealed record Segment(string TraceId, string Id, string Name, string Origin, double Start, double End, bool HasFault, bool HasError, string Document);

/// <summary>Traces of the last hours.</summary>
sealed class TraceStore(Journal journal, TimeProvider clock) : IStore
{
    const int MostTraces = 20_000;

    readonly Series<Segment> segments = new(journal, "xray.segments");
    readonly ConcurrentQueue<string> order = new();

    public IEnumerable<(string Id, IReadOnlyList<Segment> Segments)> All => segments.Keys.Select(id => (id, segments.Read(id)));

    public IReadOnlyList<Segment> Find(string id) => segments.Read(id);

    public void Add(string name, string origin, string arn, DateTimeOffset start, DateTimeOffset end, bool hasFault)
    {
        var trace = $"1-{start.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";
        Put(new JsonObject
        {
            ["trace_id"] = trace,
            ["id"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            ["name"] = name,
            ["origin"] = origin,
            ["resource_arn"] = arn,
            ["start_time"] = start.ToUnixTimeMilliseconds() / 1000.0,
            ["end_time"] = end.ToUnixTimeMilliseconds() / 1000.0,
            ["fault"] = hasFault,
        });
    }

    /// <summary>Takes a segment; says what is wrong with one that it cannot take.</summary>
    public string? Put(JsonObject segment)
    {
        if (segment["trace_id"]?.GetValue<string>() is not { Length: > 0 } trace || segment["id"]?.GetValue<string>() is not { Length: > 0 } id) return "ParseError: trace_id and id are required";
        var start = segment["start_time"]?.GetValue<double>() ?? clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var end = segment["end_time"]?.GetValue<double>() ?? start;
        bool Flag(string name) => segment[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
        string Text(string name) => segment[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        segments.Append(trace, [new(trace, id, Text("name"), Text("origin"), start, end, Flag("fault"), Flag("error"), segment.ToJsonString())]);
        order.Enqueue(trace);
        while (order.Count > MostTraces && order.TryDequeue(out var oldest)) segments.Remove(oldest);
        return null;
    }
}
