using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class ListMapRuns(MachineStore store) : IOperation<ListMapRuns.Input, ListMapRuns.Output>
{
    public sealed record Input(string ExecutionArn, int? MaxResults = null, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Item> MapRuns, string? NextToken);

    public sealed record Item(
        string ExecutionArn,
        string MapRunArn,
        string StateMachineArn,
        DateTimeOffset StartDate,
        DateTimeOffset? StopDate
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        var record = store.Execution(input.ExecutionArn);
        var (page, next) = Pages.Cut(store.Executions.MapRunsOf(record.Arn), input.NextToken, input.MaxResults);
        return new([.. page.Select(run => new Item(record.Arn, run.Arn, run.StateMachineArn, run.Started, run.Stopped))], next);
    }
}
