using Classroom.Cloud.Gateway;
using Classroom.Storage;

namespace Classroom.Cloud.Logs;

sealed class FilterLogEvents(LogStore logs) : IOperation<FilterLogEvents.Input, FilterLogEvents.Output>
{
    public sealed record Input(string? LogGroupName = null, string? LogGroupIdentifier = null, IReadOnlyList<string>? LogStreamNames = null, string? LogStreamNamePrefix = null, long? StartTime = null, long? EndTime = null, string? FilterPattern = null, string? NextToken = null, int? Limit = null, bool Interleaved = false, bool Unmask = false);

    public sealed record Output(IReadOnlyList<Found> Events, IReadOnlyList<Searched> SearchedLogStreams, string? NextToken);

    public sealed record Found(string LogStreamName, long Timestamp, string Message, long IngestionTime, string EventId);

    public sealed record Searched(string LogStreamName, bool SearchedCompletely);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName)))];

    public Output Run(Input input, Call call)
    {
        var group = logs.Group(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName));
        if (input is { LogStreamNames: not null, LogStreamNamePrefix: not null }) throw new AwsException("InvalidParameterException", "logStreamNames and logStreamNamePrefix exclude each other");
        var pattern = Patterns.FilterPattern.Parse(input.FilterPattern);
        var streams = input.LogStreamNames?.Select(name => logs.Stream(group, name)) ?? logs.StreamsOf(group.Name).Where(stream => stream.Name.StartsWith(input.LogStreamNamePrefix ?? "", StringComparison.Ordinal));
        var found = streams.SelectMany(stream => logs.Events.Read(stream.Key).Select((entry, index) => (Stream: stream, Entry: entry, Index: index)))
            .Where(item => item.Entry.Timestamp >= (input.StartTime ?? 0) && item.Entry.Timestamp < (input.EndTime ?? long.MaxValue) && pattern.Matches(item.Entry.Message))
            .OrderBy(item => item.Entry.Timestamp);
        var (page, next) = Paging.Cut(found, input.NextToken, Math.Min(input.Limit ?? 10_000, 10_000), 10_000, "InvalidParameterException");
        return new([.. page.Select(item => new Found(item.Stream.Name, item.Entry.Timestamp, item.Entry.Message, item.Entry.Ingested, LogNames.EventId(item.Stream, item.Entry, item.Index)))], [], next);
    }
}
