using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Metrics.Expressions;
using Classroom.Cloud.StepFunctions;
using Classroom.Labs;

namespace Classroom.Cli.Executions;

/// <summary>What one student has done with the workflows in the last day.</summary>
/// <param name="Labs">The labs of which the student has workflows.</param>
/// <param name="LastRun">To the minute; null if nothing was started.</param>
/// <param name="Failing">The workflow that failed most often, how often, and the last error.</param>
sealed record StudentActivity(
    string Student,
    int Labs,
    int Runs,
    int Failed,
    DateTimeOffset? LastRun,
    (string Workflow, int Times, string Error)? Failing
)
{
    const int Minute = 60;

    /// <summary>Of so many students at most, the last error is looked up: on AWS each look costs two of few calls.</summary>
    const int MostLooked = 10;

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    static readonly string[] Counted = ["ExecutionsStarted", "ExecutionsFailed", "ExecutionsTimedOut"];

    static readonly ILookup<string, string> LabsOfWorkflows = EmbeddedFiles
        .Names.Where(name => name.EndsWith(".asl.json", StringComparison.Ordinal))
        .Select(name => name.Split('/'))
        .ToLookup(parts => parts[^1][..^".asl.json".Length], parts => parts[^2], StringComparer.Ordinal);

    public static async Task<IReadOnlyList<StudentActivity>> OfAsync(AwsClient aws, IReadOnlyList<string> students, DateTimeOffset now)
    {
        var workflows = await Workflows.OfAsync(aws).ConfigureAwait(false);
        var owned = workflows
            .Select(workflow => (Workflow: workflow, Owner: workflow.Name.Split('-')[0]))
            .Where(entry => students.Contains(entry.Owner))
            .ToList();
        var metrics = owned.SelectMany(entry =>
            Counted.Select(name => new Metric("AWS/States", name, [new("StateMachineArn", entry.Workflow.Arn)]))
        );
        var points = await MetricReader.SumsAsync(aws, [.. metrics], now - Day, now, Minute).ConfigureAwait(false);
        var counts = owned
            .Select((entry, index) => Count(entry.Workflow, entry.Owner, points, index * Counted.Length))
            .ToLookup(count => count.Owner);
        var all = students.Select(student => Of(student, counts[student].ToList())).ToList();
        var looked = all.Where(activity => activity.Failing is not null).OrderByDescending(activity => activity.Failed).Take(MostLooked);
        var errors = await Task.WhenAll(looked.Select(activity => WithErrorAsync(aws, activity, workflows))).ConfigureAwait(false);
        return [.. all.Select(activity => Array.Find(errors, looked => looked.Student == activity.Student) ?? activity)];
    }

    static WorkflowCount Count(
        WorkflowInfo workflow,
        string owner,
        IReadOnlyList<IReadOnlyList<(DateTimeOffset Time, double Sum)>> points,
        int first
    )
    {
        var started = points[first].Where(point => point.Sum > 0).ToList();
        return new(
            owner,
            workflow.Name[(owner.Length + 1)..],
            (int)started.Sum(point => point.Sum),
            (int)points[first + 1].Concat(points[first + 2]).Sum(point => point.Sum),
            started.Count > 0 ? started.Max(point => point.Time) : null
        );
    }

    static StudentActivity Of(string student, List<WorkflowCount> counts)
    {
        var worst = counts.MaxBy(count => count.Failed);
        return new(
            student,
            counts.SelectMany(count => LabsOfWorkflows[count.Name]).Distinct().Count(),
            counts.Sum(count => count.Started),
            counts.Sum(count => count.Failed),
            counts.Max(count => count.Last),
            worst is { Failed: > 0 } ? (worst.Name, worst.Failed, "") : null
        );
    }

    static async Task<StudentActivity> WithErrorAsync(AwsClient aws, StudentActivity activity, IReadOnlyList<WorkflowInfo> workflows)
    {
        var (name, times, _) = activity.Failing!.Value;
        var workflow = workflows.First(known => known.Name == $"{activity.Student}-{name}");
        if (workflow.IsExpress)
            return activity;
        try
        {
            var failed = await aws.Operation<ListExecutions>()
                .CallForJsonAsync(new(workflow.Arn, StatusFilter: "FAILED", MaxResults: 1))
                .ConfigureAwait(false);
            if (failed["executions"] is not JsonArray { Count: > 0 } found)
                return activity;
            var last = await aws.Operation<DescribeExecution>()
                .CallForJsonAsync(new((string)found[0]!["executionArn"]!))
                .ConfigureAwait(false);
            return activity with { Failing = (name, times, (string?)last["error"] ?? "") };
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            return activity;
        }
    }

    sealed record WorkflowCount(string Owner, string Name, int Started, int Failed, DateTimeOffset? Last);
}
