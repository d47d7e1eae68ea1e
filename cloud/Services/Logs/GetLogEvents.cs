using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

[ReadsArchives]
sealed class GetLogEvents(LogStore logs) : IOperation<GetLogEvents.Input, GetLogEvents.Output>
{
    public sealed record Input(
        string LogStreamName,
        string? LogGroupName = null,
        string? LogGroupIdentifier = null,
        long? StartTime = null,
        long? EndTime = null,
        string? NextToken = null,
        int? Limit = null,
        bool StartFromHead = false,
        bool Unmask = false
    );

    public sealed record Output(IReadOnlyList<EventView> Events, string NextForwardToken, string NextBackwardToken);

    public sealed record EventView(long Timestamp, string Message, long IngestionTime);

    static (bool IsForward, LogPlace At) Position(string token) =>
        token.Split('/') is [("f" or "b") and var direction, var digits, "s"] && LogPlace.Parse(digits) is { } at
            ? (direction == "f", at)
            : throw new AwsException("InvalidParameterException", "The specified nextToken is invalid.");

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(logs.StreamArn(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName), input.LogStreamName))];

    public Output Run(Input input, Call call)
    {
        var group = logs.Group(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName));
        var stream = logs.Stream(group, input.LogStreamName);
        var (from, to) = (input.StartTime ?? 0, input.EndTime ?? long.MaxValue);
        var size = Math.Clamp(input.Limit ?? 10_000, 1, 10_000);
        // A token contains a direction and the position where the previous page ended. At the end of the stream the same token is returned
        // again.
        var (isForward, at) = input.NextToken is { } token
            ? Position(token)
            : (input.StartFromHead, input.StartFromHead ? LogPlace.First : LogPlace.Last);
        List<PlacedEvent> page = isForward
            ? [.. logs.Events.Read(stream, at, from, to).Take(size)]
            : [.. logs.Events.ReadBack(stream, at, from, to).Take(size).Reverse()];
        // For an empty page, the position stays the same; for the first page of an empty stream, it is the beginning.
        var (first, last) =
            page.Count > 0 ? (page[0].Place, page[^1].Place)
            : input.NextToken is null ? (LogPlace.First, LogPlace.First)
            : (at, at);
        return new(
            [.. page.Select(item => new EventView(item.Event.Timestamp, item.Event.Message, item.Event.Ingested))],
            $"f/{last}/s",
            $"b/{first}/s"
        );
    }
}
