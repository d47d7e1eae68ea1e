using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>Segments of X-Ray traces: each must exist once.</summary>
sealed class Traces(Scene scene) : Writer(scene, "X-Ray")
{
    const int Remembered = 2000;
    const int AtOnce = 5;

    readonly List<Trace> traces = [];
    int compared;

    public override bool ComparesByReading => true;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(40);

    public override Task PrepareAsync() => Task.CompletedTask;

    public override async Task StepAsync()
    {
        if (traces.Count >= Remembered)
        {
            traces.RemoveRange(0, Remembered / 2);
            compared = Math.Max(0, compared - Remembered / 2);
        }
        var trace = New();
        traces.Add(trace);
        var reply = await Client.RestAsync(
            "xray",
            HttpMethod.Post,
            "/TraceSegments",
            new { TraceSegmentDocuments = trace.Segments.Values }
        );
        if (IsAcknowledged(reply))
            trace.IsKnown = true;
        else
            traces.Remove(trace);
    }

    public override Task CompareRecentAsync() => CompareAsync(compared);

    public override Task CompareAllAsync() => CompareAsync(0);

    Trace New()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        var id = $"1-{(long)now:x8}-{Hex(24)}";
        var segments = Enumerable
            .Range(0, Random.Next(1, 4))
            .Select(_ => Hex(16))
            .ToDictionary(
                segment => segment,
                segment =>
                    new JsonObject
                    {
                        ["trace_id"] = id,
                        ["id"] = segment,
                        ["name"] = "crash",
                        ["start_time"] = now - 1,
                        ["end_time"] = now,
                        ["annotations"] = new JsonObject { ["text"] = Awkward.Text(Random, 300) },
                    }.ToJsonString(Random.Next(2) == 0 ? Formats.Pretty : Formats.Plain)
            );
        return new(id, segments);
    }

    string Hex(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[Random.Next(16)]));

    async Task CompareAsync(int from)
    {
        foreach (var some in traces.Skip(from).ToList().Chunk(AtOnce))
        {
            var page = await ReadAsync(
                Client.RestAsync("xray", HttpMethod.Post, "/Traces", new { TraceIds = some.Select(trace => trace.Id) })
            );
            var found = page.Json["Traces"]!.AsArray().ToDictionary(trace => (string)trace!["Id"]!, trace => trace!["Segments"]!.AsArray());
            foreach (var trace in some)
                Compare(trace, found.GetValueOrDefault(trace.Id));
        }
        if (!Scene.IsFrozen)
            compared = traces.Count;
    }

    void Compare(Trace trace, JsonArray? found)
    {
        Tally.Compared++;
        if (found is null || found.Count == 0)
        {
            if (trace.IsKnown)
                Differ(Fault.Lost, $"the trace {trace.Id} is gone");
            if (!Scene.IsFrozen)
                traces.Remove(trace);
            return;
        }
        var documents = found.ToLookup(segment => (string)segment!["Id"]!, segment => (string)segment!["Document"]!);
        var isRight = true;
        foreach (var (id, document) in trace.Segments)
        {
            if (Problem([.. documents[id]], document) is not var (fault, what))
                continue;
            Differ(fault, $"the segment {id} of trace {trace.Id} is {what}");
            isRight = false;
        }
        if (Scene.IsFrozen)
            return;
        trace.IsKnown = true;
        // Each loss is reported once.
        if (!isRight)
            traces.Remove(trace);
    }

    static (Fault Fault, string What)? Problem(IReadOnlyList<string> found, string sent) =>
        found switch
        {
            [] => (Fault.Lost, "gone"),
            [var one] => JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(sent))
                ? null
                : (Fault.Wrong, "different from the one that was sent"),
            _ => (Fault.Doubled, $"there {found.Count} times"),
        };

    sealed record Trace(string Id, Dictionary<string, string> Segments)
    {
        /// <summary>Whether the segment was acknowledged, or was found later.</summary>
        public bool IsKnown { get; set; }
    }
}
