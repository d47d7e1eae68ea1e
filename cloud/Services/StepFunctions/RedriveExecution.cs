using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class RedriveExecution(MachineStore store, ExecutionEngine engine) : IAsyncOperation<RedriveExecution.Input, RedriveExecution.Output>
{
    public sealed record Input(string ExecutionArn, string? ClientToken = null);

    public sealed record Output(DateTimeOffset RedriveDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public async Task<Output> RunAsync(Input input, Call call)
    {
        var entry = store.Executions.Find(MachineStore.CheckArn(input.ExecutionArn)) ?? throw MachineStore.NoExecution(input.ExecutionArn);
        if (engine.RefusalOfRedrive(entry) is { } reason)
            throw new AwsException("ExecutionNotRedrivable", reason);
        return new(await engine.RedriveAsync(entry).ConfigureAwait(false));
    }
}
