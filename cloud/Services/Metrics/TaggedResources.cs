using System.Collections.Immutable;
using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Metrics;

/// <summary>The taggable resources of CloudWatch: alarms and dashboards.</summary>
sealed class TaggedResources(AlarmStore alarms, DashboardStore dashboards)
{
    public ImmutableSortedDictionary<string, string> Find(string arn)
    {
        if (Alarm(arn) is { } alarm)
            return alarm.Tags;
        return Dashboard(arn) is { } dashboard ? dashboard.Tags : throw NotThere(arn);
    }

    /// <summary>The tags of a resource to list them: an alarm that is not there has none.</summary>
    public ImmutableSortedDictionary<string, string> List(string arn) =>
        Alarm(arn) is null && arn.Contains(":alarm:", StringComparison.Ordinal) ? Tags.None : Find(arn);

    public void Change(string arn, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        if (Alarm(arn) is { } alarm)
            alarms.Alarms.Put(alarm.Name, alarm with { Tags = change(alarm.Tags) });
        else if (Dashboard(arn) is { } dashboard)
            dashboards.Dashboards.Put(dashboard.Name, dashboard with { Tags = change(dashboard.Tags) });
        else
            throw NotThere(arn);
    }

    Alarm? Alarm(string arn) =>
        arn.IndexOf(":alarm:", StringComparison.Ordinal) is > 0 and var at ? alarms.Alarms.Find(arn[(at + 7)..]) : null;

    Dashboard? Dashboard(string arn) =>
        arn.IndexOf(":dashboard/", StringComparison.Ordinal) is > 0 and var at ? dashboards.Dashboards.Find(arn[(at + 11)..]) : null;

    static AwsException NotThere(string arn) => CloudWatchService.NotFound("ResourceNotFoundException", $"There is no resource {arn}");
}
