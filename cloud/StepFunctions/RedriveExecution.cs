using Classroom.Cloud.Gateway;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

sealed class RedriveExecution(MachineStore store, ExecutionEngine engine) : IOperation<RedriveExecution.Input, RedriveExecution.Output>
{
    public sealed record Input(string ExecutionArn, string? ClientToken = null);

    public sealed record Output(DateTimeOffset RedriveDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        var record = store.Execution(input.ExecutionArn);
        if (record.Status is "RUNNING" or "SUCCEEDED") throw new AwsException("ExecutionNotRedrivable", $"Execution is {record.Status} and cannot be redriven");
        engine.Redrive(record);
        return new(call.Now);
    }
}
