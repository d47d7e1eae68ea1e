using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using JsonObject = System.Text.Json.Nodes.JsonObject;
using States = Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// Starts executions for a workflow (states:startExecution), and waits for them if requested. After a restart, no execution is started a
/// second time.
/// </summary>
sealed class ChildExecutions(
    ServiceCalls services,
    Lazy<ExecutionEngine> engine,
    Lazy<Resumption> resumption,
    Metadata metadata,
    BackgroundTasks background
)
{
    readonly ConcurrentDictionary<string, string> children = new(StringComparer.Ordinal);

    public async Task<Json> StartAsync(Caller caller, TaskCall call, JsonObject input)
    {
        var machine =
            input["StateMachineArn"].AsText() ?? throw new TaskException("States.Runtime", "The field 'StateMachineArn' is required");
        var name = input["Name"].AsText() ?? NameOf(call);
        var (execution, began) =
            call.IsResumed && Known(machine, name) is { } known
                ? (known.Arn, known.Started.ToUnixTimeMilliseconds())
                : await StartNowAsync(caller, machine, name, input["Input"]).ConfigureAwait(false);
        var result = States.JsonObject.Of(("ExecutionArn", execution), ("StartDate", began));
        var output = metadata.AddTo(result, 200, result.Size, null);
        if (call.Resource.Pattern is not (TaskPattern.Sync or TaskPattern.Sync2))
            return output;
        children[call.Token] = execution;
        if (!call.IsSubmitted)
            call.Submitted(output);
        background.Run("child executions", () => AwaitAsync(call, execution));
        return output;
    }

    public void Cancel(TaskCall call)
    {
        if (children.TryRemove(call.Token, out var arn))
            engine.Value.Find(arn)?.Execution?.Stop(null, null);
    }

    async Task<(string Arn, long Began)> StartNowAsync(Caller caller, string machine, string name, JsonNode? input)
    {
        var text = input is null ? "{}" : input.AsText() ?? input.ToJsonString();
        var started = await services
            .NodeAsync(
                caller,
                "states",
                "StartExecution",
                new()
                {
                    ["stateMachineArn"] = machine,
                    ["name"] = name,
                    ["input"] = text,
                },
                "StepFunctions"
            )
            .ConfigureAwait(false);
        return (started["executionArn"]!.GetValue<string>(), (long)((started["startDate"]?.GetValue<double>() ?? 0) * 1000));
    }

    /// <summary>The execution with this name, if it was started before a restart of the cloud.</summary>
    ExecutionRecord? Known(string machine, string name) =>
        machine.Split(':') is { Length: > 6 } parts
            ? engine.Value.Store.Executions.Find(engine.Value.Store.ExecutionArn(parts[6], name))?.Value
            : null;

    /// <summary>The name is derived from the task token, so that it is the same after a restart.</summary>
    static string NameOf(TaskCall call) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(call.Token)).AsSpan(0, 16)).ToString();

    async Task AwaitAsync(TaskCall call, string arn)
    {
        // After a restart, the child execution may be resumed later than its parent.
        await resumption.Value.Done.ConfigureAwait(false);
        if (engine.Value.Find(arn) is { } running)
            await running.Settled.ConfigureAwait(false);
        children.TryRemove(call.Token, out _);
        var record = engine.Value.Store.Executions.Find(arn)?.Value;
        if (record is null)
            return;
        var parse = call.Resource.Pattern == TaskPattern.Sync2;
        Json Read(string text) => parse ? Json.Parse(text) : new JsonString(text);
        var included = States.JsonObject.Of(("Included", true));
        var described = States.JsonObject.Of(
            ("ExecutionArn", record.Arn),
            ("Input", Read(record.Input)),
            ("InputDetails", included),
            ("Name", record.Name)
        );
        if (record.Output is not null)
            described = described.With("Output", Read(record.Output)).With("OutputDetails", included);
        if (record.Error is not null)
            described = described.With("Error", record.Error);
        if (record.Cause is not null)
            described = described.With("Cause", record.Cause);
        described = described
            .With("StartDate", record.Started.ToUnixTimeMilliseconds())
            .With("StateMachineArn", record.MachineArn)
            .With("Status", record.Status);
        if (record.Stopped is { } stopped)
            described = described.With("StopDate", stopped.ToUnixTimeMilliseconds());
        if (record.Status == "SUCCEEDED")
            call.Succeed(described);
        else
            call.Fail("States.TaskFailed", described.ToString());
    }
}
