using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class ListExecutions(MachineStore store) : IOperation<ListExecutions.Input, ListExecutions.Output>
{
    public sealed record Input(
        string? StateMachineArn = null,
        string? StatusFilter = null,
        string? MapRunArn = null,
        int? MaxResults = null,
        string? NextToken = null,
        string? RedriveFilter = null
    );

    public sealed record Output(IReadOnlyList<Item> Executions, string? NextToken);

    public sealed record Item(
        string ExecutionArn,
        string StateMachineArn,
        string Name,
        string Status,
        DateTimeOffset StartDate,
        DateTimeOffset? StopDate,
        string? MapRunArn,
        string? StateMachineVersionArn,
        string? StateMachineAliasArn,
        int RedriveCount,
        DateTimeOffset? RedriveDate,
        int? ItemCount
    )
    {
        public static Item Of(ExecutionRecord record) =>
            new(
                record.Arn,
                record.MachineArn,
                record.Name,
                record.Status,
                record.Started,
                record.Stopped,
                record.MapRunArn,
                record.VersionArn,
                record.AliasArn,
                record.Redrives,
                record.Redriven,
                record.MapRunArn is null ? null : record.Items
            );
    }

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [MachineStore.NeedOf(input.StateMachineArn ?? input.MapRunArn ?? "arn:")];

    public Output Run(Input input, Call call)
    {
        var all = input.MapRunArn is { } run ? OfRun(run, input) : OfMachine(input);
        var (page, next) = Pages.Cut(all, input.NextToken, input.MaxResults);
        return new([.. page.Select(Item.Of)], next);
    }

    IEnumerable<ExecutionRecord> OfRun(string run, Input input) =>
        store.Executions.MapRun(run) is null ? throw MachineStore.NoResource(run) : store.Executions.Of(run, input.StatusFilter);

    IEnumerable<ExecutionRecord> OfMachine(Input input)
    {
        var (machine, qualifier) = store.Find(
            input.StateMachineArn ?? throw new AwsException("ValidationException", "Must provide a StateMachine ARN or MapRun ARN")
        );
        if (machine.IsExpress)
            throw new AwsException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        var arn = qualifier is null ? null : input.StateMachineArn;
        return store
            .Executions.Of(machine.Name, input.StatusFilter)
            .Where(record => arn is null || record.VersionArn == arn || record.AliasArn == arn);
    }
}
