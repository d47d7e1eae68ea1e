using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.StatesLanguage.History;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class DescribeMapRun(MachineStore store) : IOperation<DescribeMapRun.Input, DescribeMapRun.Output>
{
    public sealed record Input(string MapRunArn);

    public sealed record Output(
        string MapRunArn,
        string ExecutionArn,
        string Status,
        DateTimeOffset StartDate,
        DateTimeOffset? StopDate,
        int MaxConcurrency,
        double ToleratedFailurePercentage,
        long ToleratedFailureCount,
        Counts ItemCounts,
        Counts ExecutionCounts,
        int RedriveCount,
        DateTimeOffset? RedriveDate
    );

    public sealed record Counts(
        int Pending,
        int Running,
        int Succeeded,
        int Failed,
        int TimedOut,
        int Aborted,
        int Total,
        int ResultsWritten,
        int FailuresNotRedrivable,
        int PendingRedrive
    )
    {
        public static Counts Of(MapRunCounts counts) =>
            new(
                counts.Pending,
                counts.Running,
                counts.Succeeded,
                counts.Failed,
                counts.TimedOut,
                counts.Aborted,
                counts.Total,
                counts.ResultsWritten,
                counts.FailuresNotRedrivable,
                counts.PendingRedrive
            );
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.MapRunArn))];

    public Output Run(Input input, Call call)
    {
        var run = store.Executions.MapRun(MachineStore.CheckArn(input.MapRunArn)) ?? throw MachineStore.NoResource(input.MapRunArn);
        return new(
            run.Arn,
            run.ExecutionArn,
            run.Status.Name(),
            run.Started,
            run.Stopped,
            run.MaxConcurrency,
            run.ToleratedFailurePercentage,
            (long)run.ToleratedFailureCount,
            Counts.Of(run.Items),
            Counts.Of(run.Executions),
            run.RedriveCount,
            run.Redriven
        );
    }
}
