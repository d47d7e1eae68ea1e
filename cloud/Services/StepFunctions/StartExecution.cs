using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

sealed class StartExecution(MachineStore store, ExecutionEngine engine) : IAsyncOperation<StartExecution.Input, StartExecution.Output>
{
    public sealed record Input(
        string StateMachineArn,
        string? Name = null,
        [property: JsonPropertyName("input")] string? Data = null,
        string? TraceHeader = null
    );

    public sealed record Output(string ExecutionArn, DateTimeOffset StartDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineArn)];

    public async Task<Output> RunAsync(Input input, Call call)
    {
        var (machine, qualifier) = store.Find(input.StateMachineArn);
        if (machine.IsExpress)
        {
            var express = engine.StartExpress(machine, qualifier, input.Name, input.Data, input.TraceHeader);
            return new(express.Record.Arn, express.Record.Started);
        }
        var record = await engine.StartAsync(machine, qualifier, input.Name, input.Data, input.TraceHeader).ConfigureAwait(false);
        return new(record.Arn, record.Started);
    }
}
