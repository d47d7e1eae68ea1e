using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.Languages.LogQueries;

namespace Classroom.Cloud.Logs;

/// <summary>Shows all fields of an event that a query has found.</summary>
[ReadsArchives]
sealed class GetLogRecord(LogStore logs, CloudSettings settings) : IOperation<GetLogRecord.Input, GetLogRecord.Output>
{
    public sealed record Input(string LogRecordPointer, bool Unmask = false);

    public sealed record Output(IReadOnlyDictionary<string, string> LogRecord);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        EventPointer.Read(input.LogRecordPointer) is var (group, _, _) ? [new(logs.Scope(group))] : [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        if (EventPointer.Read(input.LogRecordPointer) is not var (group, name, place))
            throw new AwsException("InvalidParameterException", "The specified log record pointer is not valid.");
        var stream = logs.Stream(logs.Group(group), name);
        var found =
            logs.Events.Read(stream, place with { Index = place.Index - 1 }, place.Timestamp, place.Timestamp + 1).FirstOrDefault()
            ?? throw LogStore.NotFound("The specified log record does not exist.");
        var record = new LogRecord(
            found.Event.Timestamp,
            found.Event.Ingested,
            found.Event.Message,
            name,
            $"{settings.Account}:{group}",
            input.LogRecordPointer
        );
        return new(new Dictionary<string, string>(record.All) { ["@ptr"] = record.Id });
    }
}
