using System.Collections.Concurrent;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.StatesLanguage.Executions;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Runs the tasks of executions, with the permissions of the state machine's role.</summary>
sealed partial class TaskRunner(
    IRoles roles,
    FunctionTasks functions,
    ServiceTasks services,
    ActivityTasks activities,
    Lazy<Resumption> resumption,
    RequestIds ids,
    TimeProvider clock,
    ILogger<TaskRunner> logger
)
{
    readonly ConcurrentDictionary<string, WaitingTask> waiting = new(StringComparer.Ordinal);

    /// <summary>
    /// Finds the task of a token; null if the task has ended or never existed. After a restart, waits until all executions have been
    /// resumed.
    /// </summary>
    public async Task<WaitingTask?> ByTokenAsync(string token)
    {
        if (waiting.TryGetValue(token, out var known))
            return known;
        await resumption.Value.Done.ConfigureAwait(false);
        return waiting.GetValueOrDefault(token);
    }

    public void Start(RunningExecution owner, TaskCall call)
    {
        if (call.Resource.Kind == TaskKind.Activity)
        {
            waiting[call.Token] = new(owner, call);
            _ = GiveOutAsync(owner, call, () => activities.Offer(call));
            return;
        }
        if (call.Resource.Pattern == TaskPattern.WaitForTaskToken)
        {
            waiting[call.Token] = new(owner, call);
            // The token has already been handed out; its holder will answer.
            if (!call.IsResumed || !call.IsSubmitted)
                _ = GiveOutAsync(owner, call, () => _ = RunAsync(owner, call));
            return;
        }
        // The holder of the token may answer before the job ends; Step Functions takes the first answer.
        if (call.Resource.Pattern is TaskPattern.Sync or TaskPattern.Sync2)
            waiting[call.Token] = new(owner, call);
        _ = RunAsync(owner, call);
    }

    /// <summary>
    /// Hands out a task token only when the waiting task is on disk. Otherwise a crash could leave a token that no task waits for.
    /// </summary>
    async Task GiveOutAsync(RunningExecution owner, TaskCall call, Action give)
    {
        try
        {
            await owner.KeptAsync(call.Execution).ConfigureAwait(false);
            if (waiting.ContainsKey(call.Token))
                give();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Broken(call.Resource.Arn, exception);
            call.Fail("States.TaskFailed", $"The task could not be started: {exception.Message}");
        }
    }

    public void Cancel(TaskCall call)
    {
        waiting.TryRemove(call.Token, out _);
        activities.Withdraw(call);
        services.Cancel(call);
    }

    public void Forget(TaskCall call) => waiting.TryRemove(call.Token, out _);

    async Task RunAsync(RunningExecution owner, TaskCall call)
    {
        // Not on the stack of the caller that started the execution, which holds the lock of the service.
        await Task.Yield();
        try
        {
            var caller = CallerOf(owner, call);
            if (call.Resource.Kind == TaskKind.Lambda)
            {
                call.Succeed(await functions.CallAsync(caller, call.Resource.Arn, call.Input).ConfigureAwait(false));
                return;
            }
            var output = await services.CallAsync(caller, call, owner).ConfigureAwait(false);
            if (call.Resource.Pattern == TaskPattern.WaitForTaskToken)
                call.Submitted(output);
            else if (call.Resource.Pattern == TaskPattern.RequestResponse)
                call.Succeed(output);
            // The end of a .sync job is reported separately.
        }
        catch (TaskException exception)
        {
            Forget(call);
            call.Fail(exception.Error, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Broken(call.Resource.Arn, exception);
            Forget(call);
            call.Fail("States.TaskFailed", $"The task could not be run: {exception.Message}");
        }
    }

    Caller CallerOf(RunningExecution owner, TaskCall call)
    {
        var caller =
            roles.ActAs(owner.Record.RoleArn, owner.Record.Name)
            ?? throw new TaskException(
                "States.TaskFailed",
                $"The role {owner.Record.RoleArn} defined for the state machine does not exist."
            );
        if (call.RoleArn is not { } other)
            return caller;
        // Credentials: the role of the state machine assumes another role.
        if (
            !roles.Trusts(other, caller, new(caller, ids.Next(), clock.GetUtcNow()))
            || roles.ActAs(other, owner.Record.Name) is not { } target
        )
            throw new TaskException(
                "States.TaskFailed",
                $"The role {owner.Record.RoleArn} is not authorized to assume the task state's role, {other}."
            );
        return target;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The task {Resource} failed; this is a bug")]
    partial void Broken(string resource, Exception exception);
}

/// <summary>A task that waits for an answer with its token.</summary>
sealed record WaitingTask(RunningExecution Owner, TaskCall Call)
{
    /// <summary>Completes when the answer of the task is on disk.</summary>
    public Task KeptAsync() => Owner.KeptAsync(Call.Execution);
}

/// <summary>The failure of a task, with the error name of Step Functions.</summary>
sealed class TaskException(string error, string cause) : Exception(cause)
{
    public string Error { get; } = error;
}
