using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// A call of a task by the host. The host reports the progress and the result from any thread; reports after the end are ignored.
/// </summary>
public sealed class TaskCall
{
    readonly Fiber fiber;
    bool isStarted;
    bool isOver;

    internal TaskCall(Fiber fiber, TaskResource resource, string token)
    {
        this.fiber = fiber;
        Resource = resource;
        Token = token;
    }

    public TaskResource Resource { get; }

    /// <summary>The task token: identifies this call when a worker or a callback reports.</summary>
    public string Token { get; }

    public Json Input { get; internal set; } = Json.Null;

    public double? TimeoutSeconds { get; internal set; }

    public double? HeartbeatSeconds { get; internal set; }

    /// <summary>The role in the state's Credentials; null where it names none.</summary>
    public string? RoleArn { get; internal set; }

    /// <summary>The name of the Task state.</summary>
    public string StateName => fiber.State.Name;

    public Execution Execution => fiber.Run;

    /// <summary>The call was under way when the execution was saved; the work may have been done already.</summary>
    public bool IsResumed { get; internal init; }

    /// <summary>The service has accepted the call, and the task waits for the callback or for the end of the job.</summary>
    public bool IsSubmitted { get; internal set; }

    internal bool IsStarted
    {
        get => isStarted;
        init => isStarted = value;
    }

    internal DateTimeOffset? TimeoutAt { get; set; }

    internal DateTimeOffset? HeartbeatAt { get; set; }

    /// <summary>Reports that the work has started; for an activity, with the name of the worker.</summary>
    public void Started(string? workerName = null) => fiber.Run.Post(() => RecordStarted(workerName));

    /// <summary>Reports that the service has accepted the call; the result follows later.</summary>
    public void Submitted(Json output) =>
        fiber.Run.Post(() =>
        {
            if (isOver)
                return;
            RecordStarted(null);
            IsSubmitted = true;
            fiber.Record(
                "TaskSubmitted",
                new OutputDetails("taskSubmittedEventDetails", output, Resource.Service, Resource.ActionInHistory)
            );
        });

    public void Succeed(Json output) =>
        fiber.Run.Post(() =>
            End(() =>
            {
                if (output.Size > ExecutionLimits.LargestData || !DataLimit.Allows(output))
                {
                    RecordError("Failed", StatesErrors.DataLimitExceeded, TooLarge);
                    fiber.Fail(new(StatesErrors.DataLimitExceeded, TooLarge) { IsOfTask = true });
                    return;
                }
                fiber.Run.Probe?.Saw("result", output);
                fiber.Record(
                    $"{Prefix}Succeeded",
                    Resource.Kind == TaskKind.Service
                        ? new OutputDetails("taskSucceededEventDetails", output, Resource.Service, Resource.ActionInHistory)
                        : new OutputDetails(Field("Succeeded"), output)
                );
                fiber.Finish(output);
            })
        );

    public void Fail(string? error, string? cause) =>
        fiber.Run.Post(() =>
            End(() =>
            {
                RecordError("Failed", error, cause);
                fiber.Fail(new(error, cause) { IsOfTask = true });
            })
        );

    /// <summary>Reports a heartbeat, which restarts HeartbeatSeconds.</summary>
    public void Heartbeat() =>
        fiber.Run.Post(() =>
        {
            if (!isOver)
                WatchHeartbeat();
        });

    internal void Schedule()
    {
        fiber.Record(
            $"{Prefix}Scheduled",
            Resource.Kind switch
            {
                TaskKind.Lambda => new ResourceScheduledDetails(
                    "lambdaFunctionScheduledEventDetails",
                    Resource.Arn,
                    Input,
                    TimeoutSeconds,
                    null,
                    RoleArn
                ),
                TaskKind.Activity => new ResourceScheduledDetails(
                    "activityScheduledEventDetails",
                    Resource.Arn,
                    Input,
                    TimeoutSeconds,
                    HeartbeatSeconds,
                    null
                ),
                _ => new TaskScheduledDetails(
                    Resource.Service,
                    Resource.ActionInHistory,
                    fiber.Run.Region,
                    Input,
                    TimeoutSeconds,
                    HeartbeatSeconds,
                    RoleArn
                ),
            }
        );
        fiber.DispatchLater();
    }

    internal void Dispatch()
    {
        fiber.Changed();
        if (TimeoutSeconds is { } timeout)
            TimeoutAt ??= fiber.Run.Now.AddSeconds(timeout);
        if (TimeoutAt is { } moment)
            fiber.Run.At(moment, () => TimeOut(isHeartbeat: false));
        WatchHeartbeat(HeartbeatAt);
        if (Resource.Kind != TaskKind.Activity)
            RecordStarted(null);
        if (fiber.Run.Probe?.Answer(this) == true)
            return;
        if (Resource is { Kind: TaskKind.Service, Service: "http" })
            Fail("States.Http.Socket", HttpRefusal);
        else
            fiber.Run.Host.StartTask(this);
    }

    internal void Cancel()
    {
        if (isOver)
            return;
        isOver = true;
        fiber.Run.CancelTask(this);
    }

    const string LambdaPrefix = "LambdaFunction";

    const string HttpRefusal = "HTTP tasks are refused here: no call leaves this machine. A Lambda function can stand in for one.";

    string Prefix =>
        Resource.Kind switch
        {
            TaskKind.Lambda => LambdaPrefix,
            TaskKind.Activity => "Activity",
            _ => "Task",
        };

    string TooLarge =>
        $"The state/task '{(Resource.Kind == TaskKind.Service ? Resource.Service : Resource.Arn)}' returned a result with a size exceeding "
        + "the maximum number of bytes service limit.";

    string Field(string what) => $"{char.ToLowerInvariant(Prefix[0])}{Prefix[1..]}{what}EventDetails";

    int heartbeats;

    void WatchHeartbeat(DateTimeOffset? at = null)
    {
        if (HeartbeatSeconds is not { } seconds)
            return;
        var beat = ++heartbeats;
        var moment = at ?? fiber.Run.Now.AddSeconds(seconds);
        HeartbeatAt = moment;
        fiber.Changed();
        fiber.Run.At(
            moment,
            () =>
            {
                if (beat == heartbeats)
                    TimeOut(isHeartbeat: true);
            }
        );
    }

    void TimeOut(bool isHeartbeat)
    {
        if (isOver)
            return;
        fiber.Run.CancelTask(this);
        End(() =>
        {
            RecordError("TimedOut", StatesErrors.Timeout, null);
            fiber.Fail(new(StatesErrors.Timeout, null) { IsOfTask = true, IsHeartbeat = isHeartbeat });
        });
    }

    void RecordStarted(string? workerName)
    {
        if (isStarted || isOver)
            return;
        isStarted = true;
        fiber.Record(
            $"{Prefix}Started",
            Resource.Kind switch
            {
                TaskKind.Lambda => null,
                TaskKind.Activity => new ActivityStartedDetails(workerName),
                _ => new TaskStartedDetails(Resource.Service, Resource.ActionInHistory),
            }
        );
    }

    void RecordError(string what, string? error, string? cause) =>
        fiber.Record(
            $"{Prefix}{what}",
            Resource.Kind == TaskKind.Service
                ? new ErrorDetails($"task{what}EventDetails", error, cause, Resource.Service, Resource.ActionInHistory)
                : new ErrorDetails(Field(what), error, cause)
        );

    void End(Action end)
    {
        if (isOver)
            return;
        RecordStarted(null);
        isOver = true;
        end();
    }
}
