using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>A task on its way through the host. The host says, from any thread, how it goes; what comes too late is ignored.</summary>
public sealed class TaskCall
{
    readonly Strand strand;
    bool isStarted;
    bool isOver;

    internal TaskCall(Strand strand, TaskResource resource, string token)
    {
        this.strand = strand;
        Resource = resource;
        Token = token;
    }

    public TaskResource Resource { get; }

    /// <summary>Names this call: what a worker or a callback hands back.</summary>
    public string Token { get; }

    public Json Input { get; internal set; } = Json.Null;

    public double? TimeoutSeconds { get; internal set; }

    public double? HeartbeatSeconds { get; internal set; }

    /// <summary>The role of the state's Credentials, if it names one.</summary>
    public string? RoleArn { get; internal set; }

    /// <summary>The state that asks, as its history names it.</summary>
    public string StateName => strand.State.Name;

    public Execution Execution => strand.Run;

    /// <summary>Was under way when the execution was saved: it may have been done already.</summary>
    public bool IsResumed { get; internal init; }

    /// <summary>The service has answered, and a callback or a job's end is awaited.</summary>
    public bool IsSubmitted { get; internal set; }

    internal bool IsStarted
    {
        get => isStarted;
        init => isStarted = value;
    }

    internal DateTimeOffset? TimeoutAt { get; set; }

    internal DateTimeOffset? HeartbeatAt { get; set; }

    /// <summary>The work has been taken up; for an activity, by which worker.</summary>
    public void Started(string? workerName = null) => strand.Run.Post(() => RecordStarted(workerName));

    /// <summary>The service has answered; the result is still to come.</summary>
    public void Submitted(Json output) => strand.Run.Post(() =>
    {
        if (isOver) return;
        RecordStarted(null);
        IsSubmitted = true;
        strand.Record("TaskSubmitted", new OutputDetails("taskSubmittedEventDetails", output, Resource.Service, Resource.ActionInHistory));
    });

    public void Succeed(Json output) => strand.Run.Post(() => End(() =>
    {
        if (output.Size > Execution.LargestData || !DataLimit.Allows(output))
        {
            RecordError("Failed", StatesErrors.DataLimitExceeded, TooLarge);
            strand.Fail(new(StatesErrors.DataLimitExceeded, TooLarge) { IsOfTask = true });
            return;
        }
        strand.Run.Probe?.Saw("result", output);
        strand.Record($"{Prefix}Succeeded", Resource.Kind == TaskKind.Service
            ? new OutputDetails("taskSucceededEventDetails", output, Resource.Service, Resource.ActionInHistory)
            : new OutputDetails(Field("Succeeded"), output));
        strand.Finish(output);
    }));

    public void Fail(string? error, string? cause) => strand.Run.Post(() => End(() =>
    {
        RecordError("Failed", error, cause);
        strand.Fail(new(error, cause) { IsOfTask = true });
    }));

    /// <summary>A sign of life: the heartbeat's time begins anew.</summary>
    public void Heartbeat() => strand.Run.Post(() =>
    {
        if (!isOver) WatchHeartbeat();
    });

    internal void Schedule()
    {
        strand.Record($"{Prefix}Scheduled", Resource.Kind switch
        {
            TaskKind.Lambda => new ResourceScheduledDetails(
                "lambdaFunctionScheduledEventDetails", Resource.Arn, Input, TimeoutSeconds, null, RoleArn),
            TaskKind.Activity => new ResourceScheduledDetails(
                "activityScheduledEventDetails", Resource.Arn, Input, TimeoutSeconds, HeartbeatSeconds, null),
            _ => new TaskScheduledDetails(
                Resource.Service, Resource.ActionInHistory, strand.Run.Region, Input, TimeoutSeconds, HeartbeatSeconds, RoleArn),
        });
        strand.DispatchLater();
    }

    internal void Dispatch()
    {
        strand.Changed();
        if (TimeoutSeconds is { } timeout) TimeoutAt ??= strand.Run.Now.AddSeconds(timeout);
        if (TimeoutAt is { } moment) strand.Run.At(moment, () => TimeOut(isHeartbeat: false));
        WatchHeartbeat(HeartbeatAt);
        if (Resource.Kind != TaskKind.Activity) RecordStarted(null);
        if (strand.Run.Probe?.Answer(this) == true) return;
        if (Resource is { Kind: TaskKind.Service, Service: "http" }) Fail("States.Http.Socket", HttpRefusal);
        else strand.Run.Host.StartTask(this);
    }

    internal void Cancel()
    {
        if (isOver) return;
        isOver = true;
        strand.Run.CancelTask(this);
    }

    const string LambdaPrefix = "LambdaFunction";

    const string HttpRefusal = "HTTP tasks are refused here: no call leaves this machine. A Lambda function can stand in for one.";

    string Prefix => Resource.Kind switch
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
        if (HeartbeatSeconds is not { } seconds) return;
        var beat = ++heartbeats;
        var moment = at ?? strand.Run.Now.AddSeconds(seconds);
        HeartbeatAt = moment;
        strand.Changed();
        strand.Run.At(moment, () =>
        {
            if (beat == heartbeats) TimeOut(isHeartbeat: true);
        });
    }

    void TimeOut(bool isHeartbeat)
    {
        if (isOver) return;
        strand.Run.CancelTask(this);
        End(() =>
        {
            RecordError("TimedOut", StatesErrors.Timeout, null);
            strand.Fail(new(StatesErrors.Timeout, null) { IsOfTask = true, IsHeartbeat = isHeartbeat });
        });
    }

    void RecordStarted(string? workerName)
    {
        if (isStarted || isOver) return;
        isStarted = true;
        strand.Record($"{Prefix}Started", Resource.Kind switch
        {
            TaskKind.Lambda => null,
            TaskKind.Activity => new ActivityStartedDetails(workerName),
            _ => new TaskStartedDetails(Resource.Service, Resource.ActionInHistory),
        });
    }

    void RecordError(string what, string? error, string? cause) => strand.Record($"{Prefix}{what}", Resource.Kind == TaskKind.Service
        ? new ErrorDetails($"task{what}EventDetails", error, cause, Resource.Service, Resource.ActionInHistory)
        : new ErrorDetails(Field(what), error, cause));

    void End(Action end)
    {
        if (isOver) return;
        RecordStarted(null);
        isOver = true;
        end();
    }
}
