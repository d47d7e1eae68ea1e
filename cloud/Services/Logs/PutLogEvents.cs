using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Logs;

sealed class PutLogEvents(LogStore logs, LogDelivery delivery) : IOperation<PutLogEvents.Input, PutLogEvents.Output>
{
    public sealed record Input(
        string LogGroupName,
        string LogStreamName,
        IReadOnlyList<InputEvent> LogEvents,
        string? SequenceToken = null
    );

    public sealed record Output(string NextSequenceToken, Rejected? RejectedLogEventsInfo);

    public sealed record InputEvent(long Timestamp, string Message);

    public sealed record Rejected(int? TooNewLogEventStartIndex, int? TooOldLogEventEndIndex);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.StreamArn(input.LogGroupName, input.LogStreamName))];

    public Output Run(Input input, Call call)
    {
        var stream = logs.Stream(logs.Group(input.LogGroupName), input.LogStreamName);
        if (input.LogEvents.Count is 0 or > 10_000)
            throw LogNames.Invalid("logEvents", $"{input.LogEvents.Count} events", "Member must have length between 1 and 10000");
        if (input.LogEvents.Sum(entry => Encoding.UTF8.GetByteCount(entry.Message) + 26L) > 1_048_576)
            throw new AwsException(
                "InvalidParameterException",
                "Upload too large: the events of one call may have 1048576 bytes, counting each message and 26 more for each event"
            );
        if (input.LogEvents.Zip(input.LogEvents.Skip(1)).Any(pair => pair.First.Timestamp > pair.Second.Timestamp))
            throw new AwsException(
                "InvalidParameterException",
                "Log events in a single PutLogEvents request must be in chronological order."
            );
        if (input.LogEvents[^1].Timestamp - input.LogEvents[0].Timestamp > TimeSpan.FromDays(1).TotalMilliseconds)
            throw new AwsException(
                "InvalidParameterException",
                "The batch of log events in a single PutLogEvents request cannot span more than 24 hours."
            );
        // Events that are too old or too new are not stored; the answer reports them.
        var (oldest, newest) = (call.Now.AddDays(-14).ToUnixTimeMilliseconds(), call.Now.AddHours(2).ToUnixTimeMilliseconds());
        var old = input.LogEvents.TakeWhile(entry => entry.Timestamp < oldest).Count();
        var good = input.LogEvents.Skip(old).TakeWhile(entry => entry.Timestamp <= newest).ToList();
        delivery.Append(
            stream.Group,
            stream.Name,
            [.. good.Select(entry => new LogEvent(entry.Timestamp, entry.Message, call.Now.ToUnixTimeMilliseconds()))]
        );
        var hasNew = old + good.Count < input.LogEvents.Count;
        return new(
            $"4{call.Now.ToUnixTimeMilliseconds():d55}",
            old == 0 && !hasNew ? null : new(hasNew ? old + good.Count : null, old == 0 ? null : old)
        );
    }
}
