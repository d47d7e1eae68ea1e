using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

[ReadsArchives]
sealed class FilterLogEvents(LogStore logs) : IOperation<FilterLogEvents.Input, FilterLogEvents.Output>
{
    public sealed record Input(
        string? LogGroupName = null,
        string? LogGroupIdentifier = null,
        IReadOnlyList<string>? LogStreamNames = null,
        string? LogStreamNamePrefix = null,
        long? StartTime = null,
        long? EndTime = null,
        string? FilterPattern = null,
        string? NextToken = null,
        int? Limit = null,
        bool Interleaved = false,
        bool Unmask = false
    );

    public sealed record Output(IReadOnlyList<Found> Events, IReadOnlyList<Searched> SearchedLogStreams, string? NextToken);

    public sealed record Found(string LogStreamName, long Timestamp, string Message, long IngestionTime, string EventId);

    public sealed record Searched(string LogStreamName, bool SearchedCompletely);

    const int MostStreams = 100;

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(logs.Scope(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName)))];

    public Output Run(Input input, Call call)
    {
        var group = logs.Group(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName));
        if (input is { LogStreamNames: not null, LogStreamNamePrefix: not null })
            throw new AwsException("InvalidParameterException", "logStreamNames and logStreamNamePrefix are mutually exclusive");
        if (input.LogStreamNames is { Count: > MostStreams })
            throw LogNames.Invalid(
                "logStreamNames",
                $"{input.LogStreamNames.Count} names",
                $"Member must have length less than or equal to {MostStreams}"
            );
        var pattern = Languages.LogPatterns.FilterPattern.Parse(input.FilterPattern);
        var streams =
            input.LogStreamNames?.Distinct().Select(name => logs.Stream(group, name))
            ?? logs.StreamsOf(group.Name)
                .Where(stream => stream.Name.StartsWith(input.LogStreamNamePrefix ?? "", StringComparison.Ordinal));
        var after = input.NextToken is null or ""
            ? LogPlace.First
            : LogPlace.Parse(input.NextToken) ?? throw new AwsException("InvalidParameterException", "The specified nextToken is invalid.");
        var size = Math.Clamp(input.Limit ?? 10_000, 1, 10_000);
        var found = new List<PlacedEvent>();
        foreach (
            var item in logs.Events.Read(
                streams,
                after,
                input.StartTime ?? 0,
                input.EndTime is { } end and < long.MaxValue ? end + 1 : long.MaxValue
            )
        )
        {
            if (!pattern.Matches(item.Event.Message))
                continue;
            if (found.Count == size)
                return new([.. found.Select(View)], [], found[^1].Place.ToString());
            found.Add(item);
        }
        return new([.. found.Select(View)], [], null);
    }

    static Found View(PlacedEvent item) =>
        new(item.Stream.Name, item.Event.Timestamp, item.Event.Message, item.Event.Ingested, item.Place.ToString());
}
