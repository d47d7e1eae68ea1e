using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class DescribeStateMachineForExecution(MachineStore store, ParsedMachines machines)
    : IOperation<DescribeStateMachineForExecution.Input, DescribeStateMachineForExecution.Output>
{
    public sealed record Input(string ExecutionArn, string? IncludedData = null);

    public sealed record Output(
        string StateMachineArn,
        string Name,
        string Definition,
        string RoleArn,
        DateTimeOffset UpdateDate,
        LoggingConfiguration LoggingConfiguration,
        TracingConfiguration TracingConfiguration,
        string? RevisionId,
        string? MapRunArn,
        string? Label,
        EncryptionConfiguration EncryptionConfiguration,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        var record = store.Execution(input.ExecutionArn);
        var machine = store.Machines.Find(record.MachineName);
        var revision = machines.RevisionOf(record);
        return new(
            record.MachineArn,
            record.MachineName,
            revision.Definition,
            record.RoleArn,
            revision.Made,
            revision.Logging,
            revision.Tracing,
            machine?.IsUpdated == true ? revision.Id : null,
            record.MapRunArn,
            record.MapRunArn is { } run ? store.Executions.MapRun(run)?.Label : null,
            machine?.Encryption ?? new(),
            MachineView.ReferencesOf(revision)
        );
    }
}
