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
    Lazy<TaskRunner> tasks,
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
        var output = metadata.AddTo(result, Integration.StepFunctions, LengthOf(execution, began));
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
            .CallAsync(
                caller,
                "states",
                "StartExecution",
                new()
                {
                    ["stateMachineArn"] = machine,
                    ["name"] = name,
                    ["input"] = text,
                },
                Integration.StepFunctions
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
        if (engine.Value.Store.Executions.Find(arn) is not { } entry)
            return;
        var record = entry.Value;
        var parse = call.Resource.Pattern == TaskPattern.Sync2;
        Json Read(string text) => parse ? Json.Parse(text) : new JsonString(text);
        var described = Describe(record, engine.Value.RefusalOfRedrive(entry), Read);
        tasks.Value.Forget(call);
        if (record.Status == "SUCCEEDED")
            call.Succeed(described);
        else
            call.Fail("States.TaskFailed", described.ToString());
    }

    /// <summary>The execution as a task with the pattern .sync returns it, with the members in the order of their names.</summary>
    static States.JsonObject Describe(ExecutionRecord record, string? refusal, Func<string, Json> read)
    {
        var included = States.JsonObject.Of(("Included", true));
        (string Name, Json? Value)[] members =
        [
            ("Cause", record.Cause),
            ("Error", record.Error),
            ("ExecutionArn", record.Arn),
            ("Input", read(record.Input)),
            ("InputDetails", included),
            ("Name", record.Name),
            ("Output", record.Output is { } output ? read(output) : null),
            ("OutputDetails", record.Output is null ? null : included),
            ("RedriveCount", (double)record.Redrives),
            ("RedriveStatus", refusal is null ? "REDRIVABLE" : "NOT_REDRIVABLE"),
            ("RedriveStatusReason", refusal),
            ("StartDate", record.Started.ToUnixTimeMilliseconds()),
            ("StateMachineArn", record.MachineArn),
            ("Status", record.Status),
            ("StopDate", record.Stopped is { } stopped ? (Json)stopped.ToUnixTimeMilliseconds() : null),
        ];
        return States.JsonObject.Of([.. members.Where(member => member.Value is not null).Select(member => (member.Name, member.Value!))]);
    }

    /// <summary>The length of the answer of StartExecution. AWS writes the time as Java writes a number: 1.795325726806E9.</summary>
    static int LengthOf(string arn, long began)
    {
        const int around = 32;
        var seconds = began.ToString(System.Globalization.CultureInfo.InvariantCulture).TrimEnd('0');
        return around + arn.Length + seconds.Length + ".E9".Length;
    }
}
