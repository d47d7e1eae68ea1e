using Classroom.Cloud.Api;
using Classroom.Languages.TraceFilters;

namespace Classroom.Cloud.XRay;

[Route("POST", "/TraceSummaries")]
[ReadsArchives]
sealed class GetTraceSummaries(TraceStore traces) : IOperation<GetTraceSummaries.Input, GetTraceSummaries.Output>
{
    public sealed record Input(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        string? FilterExpression = null,
        string? NextToken = null,
        bool Sampling = false,
        string? TimeRangeType = null
    );

    public sealed record Output(
        IReadOnlyList<Summary> TraceSummaries,
        DateTimeOffset ApproximateTime,
        long TracesProcessedCount,
        string? NextToken
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        if (input.EndTime < input.StartTime)
            throw new AwsException("InvalidRequestException", "StartTime must be before EndTime");
        if (input.EndTime - input.StartTime > TimeSpan.FromHours(24))
            throw new AwsException("InvalidRequestException", "Time range cannot be longer than 24 hours");
        var filter = TraceFilter.Parse(input.FilterExpression);
        var found = traces
            .Between(input.StartTime, input.EndTime)
            .Select(trace => Summary.Of(trace.Id, trace.Segments))
            .OfType<Summary>()
            .Where(filter.Accepts);
        var (page, next) = Paging.Cut(found, input.NextToken, null, 100, "InvalidRequestException");
        return new(page, input.EndTime, page.Count, next);
    }
}
