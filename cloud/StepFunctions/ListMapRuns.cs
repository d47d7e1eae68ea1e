using Classroom.Cloud.Gateway;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions;

sealed class ListMapRuns(MachineStore store, ExecutionEngine engine) : IOperation<ListMapRuns.Input, ListMapRuns.Output>
{
    public sealed record Input(string ExecutionArn, int? MaxResults = null, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Item> MapRuns, string? NextToken);

    public sealed record Item(string ExecutionArn, string MapRunArn, string StateMachineArn, DateTimeOffset StartDate, DateTimeOffset? StopDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        var record = store.Execution(input.ExecutionArn);
        var (page, next) = Paging.Cut(engine.MapRuns.Of(record.Arn), input.NextToken, input.MaxResults is > 0 ? input.MaxResults : null, 100, "InvalidToken");
        return new([.. page.Select(run => new Item(record.Arn, run.Arn, record.MachineArn, run.Started, run.Stopped))], next);
    }
}
