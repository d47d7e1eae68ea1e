using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class StopExecution(MachineStore store, ExecutionEngine engine, Resumption resumption)
    : IAsyncOperation<StopExecution.Input, StopExecution.Output>
{
    public sealed record Input(string ExecutionArn, string? Error = null, string? Cause = null);

    public sealed record Output(DateTimeOffset StopDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public async Task<Output> RunAsync(Input input, Call call)
    {
        var record = store.Execution(input.ExecutionArn);
        // After a restart the execution may not have been resumed yet.
        if (record.Status == ExecutionRecord.Running && engine.Find(record.Arn) is not { Execution: not null })
            await resumption.ResumeNowAsync(record.Arn).ConfigureAwait(false);
        if (engine.Find(record.Arn) is { Execution: { } execution } running)
        {
            execution.Stop(input.Error, input.Cause);
            await running.Settled.ConfigureAwait(false);
        }
        return new(store.Execution(record.Arn).Stopped ?? call.Now);
    }
}
