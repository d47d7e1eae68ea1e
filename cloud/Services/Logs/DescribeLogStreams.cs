using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

[ReadsArchives]
sealed class DescribeLogStreams(LogStore logs) : IOperation<DescribeLogStreams.Input, DescribeLogStreams.Output>
{
    public sealed record Input(
        string? LogGroupName = null,
        string? LogGroupIdentifier = null,
        string? LogStreamNamePrefix = null,
        string? OrderBy = null,
        bool Descending = false,
        string? NextToken = null,
        int? Limit = null
    );

    public sealed record Output(IReadOnlyList<LogStreamView> LogStreams, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(logs.Scope(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName)))];

    public Output Run(Input input, Call call)
    {
        if (input is { LogGroupName: not null, LogGroupIdentifier: not null })
            throw new AwsException("ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
        var group = logs.Group(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName));
        if (input is { OrderBy: "LastEventTime", LogStreamNamePrefix: not null })
            throw new AwsException("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
        var streams = logs.StreamsOf(group.Name)
            .Where(stream => stream.Name.StartsWith(input.LogStreamNamePrefix ?? "", StringComparison.Ordinal))
            .Select(stream => LogStreamView.Of(stream, logs));
        streams =
            input.OrderBy == "LastEventTime"
                ? streams.OrderBy(stream => stream.LastEventTimestamp ?? stream.CreationTime)
                : streams.OrderBy(stream => stream.LogStreamName, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(
            input.Descending ? streams.Reverse() : streams,
            input.NextToken,
            Math.Min(input.Limit ?? 50, 50),
            50,
            "InvalidParameterException"
        );
        return new(page, next);
    }
}
