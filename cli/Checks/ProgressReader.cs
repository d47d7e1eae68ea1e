using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.CloudTrail;

namespace Classroom.Cli.Checks;

/// <summary>Reads from CloudTrail and from the executions where each student is.</summary>
static class ProgressReader
{
    // CloudTrail answers 50 events at once, and two calls a second.
    const int MostEvents = 50;

    // The newest executions of a workflow whose errors are read.
    const int MostFailures = 10;

    public static async Task<StudentProgress> ReadAsync(StudentAccount student, Grade grade)
    {
        var calls = CallsAsync(student, since: null);
        var hand = Hand.RaisedAsync(student);
        var (started, failed) = await ExecutionsAsync(student, grade).ConfigureAwait(false);
        var (called, refused) = await calls.ConfigureAwait(false);
        return new(
            student.Student,
            grade.Labs.ToDictionary(lab => lab, lab => Grade.ScoreOf(grade.Of(lab))),
            new[] { started, called }.Max(),
            new[] { failed, refused }.OfType<MetError>().MaxBy(error => error.Last),
            await hand.ConfigureAwait(false)
        );
    }

    /// <summary>The last call of the student that was refused since then.</summary>
    public static async Task<MetError?> RefusedAsync(StudentAccount student, DateTimeOffset since) =>
        (await CallsAsync(student, since).ConfigureAwait(false)).Refused;

    static async Task<(DateTimeOffset? Started, MetError? Failed)> ExecutionsAsync(StudentAccount student, Grade grade)
    {
        var workflows = CheckCatalog
            .Labs.Where(lab => grade.Labs.Contains(lab.Lab))
            .SelectMany(lab => lab.Workflows)
            .Where(workflow => !workflow.IsExpress)
            .Select(workflow => workflow.Name)
            .ToList();
        var lists = await Task.WhenAll(workflows.Select(student.ExecutionsAsync)).ConfigureAwait(false);
        var started = lists.SelectMany(list => list).Select(execution => (DateTimeOffset?)execution.StartDate).DefaultIfEmpty(null).Max();
        var errors = new List<(string Text, DateTimeOffset Time)>();
        foreach (var (workflow, list) in workflows.Zip(lists))
        {
            var failures = list.Where(execution => execution.Status is "FAILED" or "TIMED_OUT").Take(MostFailures);
            foreach (
                var history in await Task.WhenAll(failures.Select(one => student.HistoryAsync(one.ExecutionArn))).ConfigureAwait(false)
            )
                if (history is { FailsByDesign: false, Error: { } error })
                    errors.Add(($"{workflow}: {error}", history.Ended));
        }
        return (started, NewestOf(errors));
    }

    static async Task<(DateTimeOffset? Called, MetError? Refused)> CallsAsync(StudentAccount student, DateTimeOffset? since)
    {
        if (student.SignInName is not { } name)
            return (null, null);
        IReadOnlyList<LookupEvents.Event> events;
        try
        {
            var found = await student
                .Aws.Operation<LookupEvents>()
                .CallAsync(new([new("Username", name)], StartTime: since, MaxResults: MostEvents))
                .ConfigureAwait(false);
            events = found.Events;
        }
        catch (AwsError error) when (error.IsThrottling)
        {
            // The next look will tell.
            return (null, null);
        }
        var errors = events
            .Select(one => (Event: one, Code: (string?)JsonSerializer.Deserialize<JsonObject>(one.CloudTrailEvent)?["errorCode"]))
            .Where(one => one.Code is not null)
            .Select(one => ($"{one.Event.EventName}: {one.Code}", one.Event.EventTime))
            .ToList();
        return (events.Select(one => (DateTimeOffset?)one.EventTime).DefaultIfEmpty(null).Max(), NewestOf(errors));
    }

    static MetError? NewestOf(IReadOnlyCollection<(string Text, DateTimeOffset Time)> errors) =>
        errors.Count == 0 ? null
        : errors.MaxBy(error => error.Time) is var newest ? new(newest.Text, errors.Count(error => error.Text == newest.Text), newest.Time)
        : null;
}
