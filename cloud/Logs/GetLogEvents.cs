using Classroom.Cloud.Gateway;
using System.Globalization;

namespace Classroom.Cloud.Logs;

sealed class GetLogEvents(LogStore logs) : IOperation<GetLogEvents.Input, GetLogEvents.Output>
{
    public sealed record Input(string LogStreamName, string? LogGroupName = null, string? LogGroupIdentifier = null, long? StartTime = null, long? EndTime = null, string? NextToken = null, int? Limit = null, bool StartFromHead = false, bool Unmask = false);

    public sealed record Output(IReadOnlyList<EventView> Events, string NextForwardToken, string NextBackwardToken);

    public sealed record EventView(long Timestamp, string Message, long IngestionTime);

    static (bool IsForward, int At) Position(string token) => token.Split('/') is [("f" or "b") and var direction, var digits, "s"] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        ? (direction == "f", at)
        : throw new AwsException("InvalidParameterException", "The specified nextToken is invalid.");

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.StreamArn(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName), input.LogStreamName))];

    public Output Run(Input input, Call call)
    {
        var group = logs.Group(LogStore.Identifier(input.LogGroupIdentifier, input.LogGroupName));
        var all = logs.Events.Read(logs.Stream(group, input.LogStreamName).Key)
            .Where(entry => entry.Timestamp >= (input.StartTime ?? 0) && entry.Timestamp < (input.EndTime ?? long.MaxValue)).OrderBy(entry => entry.Timestamp).ToList();
        var size = Math.Clamp(input.Limit ?? 10_000, 1, 10_000);
        // A token says where the page before it ended, forwards or backwards; at an end the same one comes again.
        var (from, to) = input.NextToken is { } token
            ? Position(token) is var (isForward, at) && isForward ? (Math.Min(at, all.Count), Math.Min(at + size, all.Count)) : (Math.Max(0, Math.Min(at, all.Count) - size), Math.Min(at, all.Count))
            : input.StartFromHead ? (0, Math.Min(size, all.Count)) : (Math.Max(0, all.Count - size), all.Count);
        return new([.. all[from..to].Select(entry => new EventView(entry.Timestamp, entry.Message, entry.Ingested))], $"f/{to:d56}/s", $"b/{from:d56}/s");
    }
}
