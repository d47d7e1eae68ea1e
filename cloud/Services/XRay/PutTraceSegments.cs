using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Languages;

namespace Classroom.Cloud.XRay;

[Route("POST", "/TraceSegments")]
sealed class PutTraceSegments(TraceStore traces) : IOperation<PutTraceSegments.Input, PutTraceSegments.Output>
{
    public sealed record Input(IReadOnlyList<string> TraceSegmentDocuments);

    public sealed record Output(IReadOnlyList<Refused> UnprocessedTraceSegments);

    public sealed record Refused(string? Id, string ErrorCode, string Message);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var refused = new List<Refused>();
        foreach (var document in input.TraceSegmentDocuments)
        {
            var segment = BoundedJson.TryParse(document) as JsonObject;
            var problem = segment is null ? "ParseError: the segment is not a JSON object" : traces.Put(segment);
            if (problem is not null)
                refused.Add(new(segment?["id"].AsText(), "ParseError", problem));
        }
        return new(refused);
    }
}
