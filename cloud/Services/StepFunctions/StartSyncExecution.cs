using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

sealed class StartSyncExecution(MachineStore store, ExecutionEngine engine)
    : IAsyncOperation<StartSyncExecution.Input, StartSyncExecution.Output>
{
    public sealed record Input(
        string StateMachineArn,
        string? Name = null,
        [property: JsonPropertyName("input")] string? Data = null,
        string? TraceHeader = null,
        string? IncludedData = null
    );

    public sealed record Output(
        string ExecutionArn,
        string StateMachineArn,
        string Name,
        DateTimeOffset StartDate,
        DateTimeOffset StopDate,
        string Status,
        [property: JsonPropertyName("output")] string? Result,
        string? Error,
        string? Cause,
        [property: JsonPropertyName("input")] string? Data,
        Details InputDetails,
        Details OutputDetails,
        Billing BillingDetails
    );

    public sealed record Details(bool Included);

    public sealed record Billing(long BilledDurationInMilliseconds, int BilledMemoryUsedInMB);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineArn)];

    public async Task<Output> RunAsync(Input input, Call call)
    {
        var (machine, qualifier) = store.Find(input.StateMachineArn);
        if (!machine.IsExpress)
            throw new AwsException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        var express = engine.StartExpress(machine, qualifier, input.Name, input.Data, input.TraceHeader);
        var ended = await express.Execution!.Completion.WaitAsync(call.Aborted).ConfigureAwait(false);
        var record = express.Record;
        var took = (long)(ended.Stopped!.Value - ended.Started).TotalMilliseconds;
        return new(
            record.Arn,
            record.MachineArn,
            record.Name,
            ended.Started,
            ended.Stopped.Value,
            ended.Status.Name(),
            ended.Output?.ToString(),
            ended.Error,
            ended.Cause,
            record.Input,
            new(true),
            new(true),
            // The billed duration is a multiple of 100 ms, and at least 100 ms.
            new(Math.Max(1, (took + 99) / 100) * 100, 64)
        );
    }
}
