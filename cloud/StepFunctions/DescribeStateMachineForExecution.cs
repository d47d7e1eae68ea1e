using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.StepFunctions;

sealed class DescribeStateMachineForExecution(MachineStore store) : IOperation<DescribeStateMachineForExecution.Input, DescribeStateMachineForExecution.Output>
{
    public sealed record Input(string ExecutionArn, string? IncludedData = null);

    public sealed record Output(string StateMachineArn, string Name, string Definition, string RoleArn, DateTimeOffset UpdateDate, LoggingConfiguration LoggingConfiguration, TracingConfiguration TracingConfiguration, string? RevisionId, string? MapRunArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        var record = store.Execution(input.ExecutionArn);
        var machine = store.Machines.Find(record.MachineName);
        return new(record.VersionArn ?? record.MachineArn, record.MachineName, record.Revision.Definition, record.RoleArn, record.Revision.Made, record.Revision.Logging, record.Revision.Tracing,
            machine?.IsUpdated == true ? record.Revision.Id : null, record.MapRunArn);
    }
}
