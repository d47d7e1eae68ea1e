using Classroom.Cloud.Api;

namespace Classroom.Cloud.XRay;

[Route("POST", "/Traces")]
[ReadsArchives]
sealed class BatchGetTraces(TraceStore traces) : IOperation<BatchGetTraces.Input, BatchGetTraces.Output>
{
    public sealed record Input(IReadOnlyList<string> TraceIds, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Trace> Traces, IReadOnlyList<string> UnprocessedTraceIds);

    public sealed record Part(string Id, string Document);

    public sealed record Trace(string Id, double Duration, bool LimitExceeded, IReadOnlyList<Part> Segments);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        if (input.TraceIds.Count > 5)
            throw new AwsException("InvalidRequestException", "At most five traces can be read at once");
        var found = input.TraceIds.Select(id => (id, Segments: traces.Find(id))).Where(trace => trace.Segments.Count > 0);
        return new(
            [
                .. found.Select(trace => new Trace(
                    trace.id,
                    trace.Segments.Max(segment => segment.End) - trace.Segments.Min(segment => segment.Start),
                    false,
                    [.. trace.Segments.Select(segment => new Part(segment.Id, segment.Document))]
                )),
            ],
            []
        );
    }
}
