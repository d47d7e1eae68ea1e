using Classroom.Cloud.Gateway;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.Storage;
using Classroom.StatesLanguage.Maps;

namespace Classroom.Cloud.StepFunctions;

sealed class ListExecutions(MachineStore store, ExecutionEngine engine) : IOperation<ListExecutions.Input, ListExecutions.Output>
{
    public sealed record Input(string? StateMachineArn = null, string? StatusFilter = null, string? MapRunArn = null, int? MaxResults = null, string? NextToken = null, string? RedriveFilter = null);

    public sealed record Output(IReadOnlyList<Item> Executions, string? NextToken);

    public sealed record Item(
        string ExecutionArn, string StateMachineArn, string Name, string Status, DateTimeOffset StartDate, DateTimeOffset? StopDate, string? MapRunArn, string? StateMachineVersionArn,
        string? StateMachineAliasArn, int RedriveCount, DateTimeOffset? RedriveDate);

    static Output OfRun(MapRun run, Input input)
    {
        var all = run.Executions.Where(child => input.StatusFilter is null || ExecutionEngine.StatusOf(child.Status) == input.StatusFilter);
        var (page, next) = Paging.Cut(all, input.NextToken, input.MaxResults is > 0 ? input.MaxResults : null, 100, "InvalidToken");
        return new([.. page.Select(child => new Item(
            child.Identity.Arn, child.Identity.StateMachineArn, child.Identity.Name, ExecutionEngine.StatusOf(child.Status), child.Started, child.Stopped, run.Arn, null, null, 0, null))], next);
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.StateMachineArn ?? input.MapRunArn ?? "arn:"))];

    public Output Run(Input input, Call call)
    {
        if (input.MapRunArn is { } run) return OfRun(engine.MapRuns.Find(run) ?? throw MachineStore.NoResource(run), input);
        var (machine, qualifier) = store.Find(input.StateMachineArn ?? throw new AwsException("ValidationException", "Must provide a StateMachine ARN or MapRun ARN"));
        if (machine.IsExpress) throw new AwsException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        var arn = qualifier is null ? null : input.StateMachineArn;
        var all = store.Executions.Unordered.Where(record => record.MachineName == machine.Name && (input.StatusFilter is null || record.Status == input.StatusFilter)
            && (arn is null || record.VersionArn == arn || record.AliasArn == arn)).OrderByDescending(record => record.Started).ThenBy(record => record.Arn, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(all, input.NextToken, input.MaxResults is > 0 ? input.MaxResults : null, 100, "InvalidToken");
        return new([.. page.Select(record => new Item(record.Arn, record.MachineArn, record.Name, record.Status, record.Started, record.Stopped, null, record.VersionArn, record.AliasArn, record.Redrives, record.Redriven))], next);
    }
}
