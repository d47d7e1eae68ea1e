using Classroom.Cloud.Gateway;
using Classroom.Cloud.StepFunctions.Running;
using System.Text.Json.Serialization;

namespace Classroom.Cloud.StepFunctions;

sealed class DescribeExecution(MachineStore store, ExecutionEngine engine) : IOperation<DescribeExecution.Input, DescribeExecution.Output>
{
    public sealed record Input(string ExecutionArn, string? IncludedData = null);

    public sealed record Output(string ExecutionArn, string StateMachineArn, string Name, string Status, DateTimeOffset StartDate, DateTimeOffset? StopDate, [property: JsonPropertyName("input")] string? Data, Details? InputDetails, [property: JsonPropertyName("output")] string? Result, Details? OutputDetails, string? TraceHeader, string? MapRunArn, string? Error, string? Cause, string? StateMachineVersionArn, string? StateMachineAliasArn, int RedriveCount, DateTimeOffset? RedriveDate, string RedriveStatus, string? RedriveStatusReason);

    public sealed record Details(bool Included);

    static Output OfChild(StatesLanguage.Executions.Execution child) => new(
        child.Identity.Arn, child.Identity.StateMachineArn, child.Identity.Name, ExecutionEngine.StatusOf(child.Status), child.Started, child.Stopped, child.Input.ToString(), new(true),
        child.Output?.ToString(), child.Output is null ? null : new(true), null, null, child.Error, child.Cause, null, null, 0, null, "NOT_REDRIVABLE", null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        if (input.ExecutionArn.Contains(":express:", StringComparison.Ordinal)) throw MachineStore.InvalidArn($"Resource type not valid in this context: express");
        if (engine.MapRuns.Child(input.ExecutionArn) is { } child && store.Executions.Find(input.ExecutionArn) is null) return OfChild(child);
        var record = store.Execution(input.ExecutionArn);
        var canRedrive = record.Status is "FAILED" or "TIMED_OUT" or "ABORTED";
        return new(record.Arn, record.MachineArn, record.Name, record.Status, record.Started, record.Stopped, record.Input, new(true), record.Output, record.Output is null ? null : new(true),
            record.TraceHeader, record.MapRunArn, record.Error, record.Cause, record.VersionArn, record.AliasArn, record.Redrives, record.Redriven, canRedrive ? "REDRIVABLE" : "NOT_REDRIVABLE",
            canRedrive ? null : $"Execution is {record.Status} and cannot be redriven");
    }
}
