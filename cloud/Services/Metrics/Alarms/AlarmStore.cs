using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Metrics.Alarms;

/// <summary>Stores alarms and their history.</summary>
sealed class AlarmStore(Database database, CloudSettings settings) : IStore, IForgetting, ITagSource
{
    // AWS keeps the history of alarms for 30 days.
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    const int MostNames = 100;

    public Table<Alarm> Alarms { get; } = new(database, "metrics.alarms");

    public Archive<AlarmEvent> History { get; } = new(database, "alarm_history", FoundBy.Owner | FoundBy.Time);

    public string ArnOf(string name) => settings.Arn("cloudwatch", $"alarm:{name}");

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Alarms.All.Select(alarm => (ArnOf(alarm.Name), (IEnumerable<KeyValuePair<string, string>>)alarm.Tags));

    public static void CheckCount(IReadOnlyList<string> names)
    {
        if (names.Count > MostNames)
            throw new AwsException(
                "ValidationError",
                $"1 validation error detected: Value at 'alarmNames' failed to satisfy constraint: Member must have length less than or "
                    + $"equal to {MostNames}"
            );
    }

    public IEnumerable<Permission> Needs(IEnumerable<string> names) => names.Select(name => new Permission(ArnOf(name)));

    /// <summary>AWS ignores the tags of a request that changes an alarm.</summary>
    public IEnumerable<Permission> NeedsToPut(string name, IEnumerable<string>?[] actions, IReadOnlyCollection<Tag>? tags) =>
        [
            actions
                .SelectMany(list => list ?? [])
                .Distinct()
                .Aggregate(new Permission(ArnOf(name)), (need, action) => need.With("cloudwatch:AlarmActions", action)),
            .. Alarms.Has(name) ? [] : Permission.ToTag(ArnOf(name), "cloudwatch:TagResource", tags),
        ];

    /// <summary>Creates an alarm, or changes one, which keeps its state and its tags.</summary>
    public void Put(Alarm alarm, IEnumerable<Tag>? tags)
    {
        var known = Alarms.Find(alarm.Name);
        if (known is null && tags is not null)
            alarm = alarm with { Tags = Tags.Of(tags) };
        if (known is not null)
            alarm = alarm with
            {
                State = known.State,
                StateReason = known.StateReason,
                StateReasonData = known.StateReasonData,
                StateUpdated = known.StateUpdated,
                Tags = known.Tags,
            };
        Alarms.Put(alarm.Name, alarm);
        Note(
            alarm.Name,
            new(
                alarm.Updated,
                "ConfigurationUpdate",
                $"Alarm \"{alarm.Name}\" {(known is null ? "created" : "updated")}",
                new JsonObject { ["version"] = "1.0", ["type"] = known is null ? "Create" : "Update" }.ToJsonString()
            )
        );
    }

    public void Note(string name, AlarmEvent @event)
    {
        History.Add(@event, @event.Time.ToUnixTimeMilliseconds(), owner: name);
    }

    public void Forget(DateTimeOffset now) => History.RemoveBefore((now - Kept).ToUnixTimeMilliseconds(), most: 10_000);
}
