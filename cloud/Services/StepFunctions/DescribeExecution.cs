using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class DescribeExecution(MachineStore store, ExecutionEngine engine) : IOperation<DescribeExecution.Input, DescribeExecution.Output>
{
    public sealed record Input(string ExecutionArn, string? IncludedData = null);

    public sealed record Output(
        string ExecutionArn,
        string StateMachineArn,
        string Name,
        string Status,
        DateTimeOffset StartDate,
        DateTimeOffset? StopDate,
        [property: JsonPropertyName("input")] string? Data,
        Details? InputDetails,
        [property: JsonPropertyName("output")] string? Result,
        Details? OutputDetails,
        string? TraceHeader,
        string? MapRunArn,
        string? Error,
        string? Cause,
        string? StateMachineVersionArn,
        string? StateMachineAliasArn,
        int RedriveCount,
        DateTimeOffset? RedriveDate,
        string RedriveStatus,
        string? RedriveStatusReason
    );

    public sealed record Details(bool Included);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        if (input.ExecutionArn.Contains(":express:", StringComparison.Ordinal))
            throw MachineStore.InvalidArn($"Resource type not valid in this context: express");
        var entry = store.Executions.Find(MachineStore.CheckArn(input.ExecutionArn)) ?? throw MachineStore.NoExecution(input.ExecutionArn);
        var (record, refusal) = (entry.Value, engine.RefusalOfRedrive(entry));
        return new(
            record.Arn,
            record.MachineArn,
            record.Name,
            record.Status,
            record.Started,
            record.Stopped,
            record.Input,
            new(true),
            record.Output,
            record.Output is null ? null : new(true),
            record.TraceHeader,
            record.MapRunArn,
            record.Error,
            record.Cause,
            record.VersionArn,
            record.AliasArn,
            record.Redrives,
            record.Redriven,
            record.RedriveStatus(refusal),
            refusal
        );
    }
}
