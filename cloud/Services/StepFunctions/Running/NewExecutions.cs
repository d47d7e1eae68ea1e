using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Makes the record of an execution that is to start: its name, its checked input and the revision that it runs.</summary>
sealed class NewExecutions(MachineStore store, RequestIds ids, TimeProvider clock)
{
    public (ExecutionRecord Record, Revision Revision) Standard(
        Machine machine,
        string? qualifier,
        string? name,
        string? input,
        string? trace
    ) => NewRecord(machine, qualifier, name, input, trace, store.ExecutionArn);

    public (ExecutionRecord Record, Revision Revision) Express(
        Machine machine,
        string? qualifier,
        string? name,
        string? input,
        string? trace
    ) => NewRecord(machine, qualifier, name, input, trace, (machine, name) => store.ExpressArn(machine, name, ids.Next()));

    (ExecutionRecord Record, Revision Revision) NewRecord(
        Machine machine,
        string? qualifier,
        string? name,
        string? input,
        string? trace,
        Func<string, string, string> arnOf
    )
    {
        name = MachineStore.CheckName(name ?? ids.Next());
        input = CheckInput(input ?? "{}");
        var (revision, version, alias) = store.Choose(machine, qualifier, Chance());
        var record = new ExecutionRecord(
            arnOf(machine.Name, name),
            name,
            store.MachineArn(machine.Name),
            machine.Name,
            ExecutionRecord.Running,
            clock.GetUtcNow(),
            input,
            revision.RoleArn,
            revision.Id
        )
        {
            VersionArn = version,
            AliasArn = alias,
            TraceHeader = trace,
        };
        return (record, revision);
    }

    static string CheckInput(string input)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(input) > 262_144)
            throw new AwsException(
                "ValidationException",
                "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or "
                    + "equal to 262144"
            );
        try
        {
            Json.ParseVerbatim(input);
            return input;
        }
        catch (JsonSyntaxException exception)
        {
            throw new AwsException(
                "InvalidExecutionInput",
                $"Invalid State Machine Execution Input: '{(input.Length == 0 ? "Invalid execution input." : exception.ProblemIn(input))}'"
            );
        }
    }

#pragma warning disable RS0030 // an alias with two versions chooses at random
    static double Chance() => Random.Shared.NextDouble();
#pragma warning restore RS0030
}
