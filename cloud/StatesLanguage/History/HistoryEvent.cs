using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.History;

/// <summary>One event of the history of an execution (GetExecutionHistory).</summary>
public sealed record HistoryEvent(long Id, long PreviousEventId, DateTimeOffset Timestamp, string Type, EventDetails? Details)
{
    /// <summary>The event as AWS's API returns it, with the time in seconds since 1970.</summary>
    public JsonObject ToJson()
    {
        var made = new JsonObject(5);
        made.Set("timestamp", Timestamp.ToUnixTimeMilliseconds() / 1000.0);
        made.Set("type", Type);
        made.Set("id", Id);
        made.Set("previousEventId", PreviousEventId);
        if (Details is not null)
            made.Set(Details.Field, Details.ToJson());
        return made;
    }

    /// <summary>Reads an event that <see cref="ToJson"/> has written.</summary>
    public static HistoryEvent FromJson(JsonObject written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var (field, details) = written.FirstOrDefault(member => member.Value is JsonObject);
        return new(
            (long)((JsonNumber)written["id"]!).Value,
            (long)((JsonNumber)written["previousEventId"]!).Value,
            DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(((JsonNumber)written["timestamp"]!).Value * 1000)),
            ((JsonString)written["type"]!).Value,
            details is JsonObject members ? new WrittenDetails(field, members) : null
        );
    }
}

/// <summary>The details of an event that was stored and read again.</summary>
sealed record WrittenDetails(string Field, JsonObject Written) : EventDetails(Field)
{
    internal override JsonObject ToJson() => Written;
}

/// <summary>The details of an event. Values are converted to text only when the history is read.</summary>
public abstract record EventDetails(string Field)
{
    internal abstract JsonObject ToJson();

    private protected static void SetText(JsonObject target, string name, string? value)
    {
        if (value is not null)
            target.Set(name, value);
    }

    private protected static void SetData(JsonObject target, string name, Json? value)
    {
        if (value is null)
            return;
        target.Set(name, value.ToString());
        target.Set($"{name}Details", JsonObject.Of(("truncated", false)));
    }
}

sealed record ExecutionStartedDetails(Json Input, string? RoleArn) : EventDetails("executionStartedEventDetails")
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(3);
        SetData(made, "input", Input);
        SetText(made, "roleArn", RoleArn);
        return made;
    }
}

sealed record StateEnteredDetails(string Name, Json Input) : EventDetails("stateEnteredEventDetails")
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(3);
        made.Set("name", Name);
        SetData(made, "input", Input);
        return made;
    }
}

sealed record StateExitedDetails(string Name, Json Output, JsonObject? Assigned) : EventDetails("stateExitedEventDetails")
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(5);
        made.Set("name", Name);
        SetData(made, "output", Output);
        if (Assigned is null)
            return made;
        made.Set(
            "assignedVariables",
            new JsonObject([.. Assigned.Select(variable => KeyValuePair.Create(variable.Key, (Json)variable.Value.ToString()))])
        );
        made.Set("assignedVariablesDetails", JsonObject.Of(("truncated", false)));
        return made;
    }
}

/// <summary>The result of a function, a task, or the execution.</summary>
sealed record OutputDetails(string Field, Json? Output, string? ResourceType = null, string? Resource = null) : EventDetails(Field)
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(4);
        SetText(made, "resourceType", ResourceType);
        SetText(made, "resource", Resource);
        SetData(made, "output", Output);
        return made;
    }
}

/// <summary>The failure of a function, a task, or the execution.</summary>
sealed record ErrorDetails(string Field, string? Error, string? Cause, string? ResourceType = null, string? Resource = null)
    : EventDetails(Field)
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(4);
        SetText(made, "resourceType", ResourceType);
        SetText(made, "resource", Resource);
        SetText(made, "error", Error);
        SetText(made, "cause", Cause);
        return made;
    }
}

sealed record EvaluationFailedDetails(string State, string? Error, string? Cause, string? Location)
    : EventDetails("evaluationFailedEventDetails")
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(4);
        SetText(made, "error", Error);
        SetText(made, "cause", Cause);
        SetText(made, "location", Location);
        made.Set("state", State);
        return made;
    }
}

/// <summary>A function or an activity is about to be called by its ARN.</summary>
sealed record ResourceScheduledDetails(
    string Field,
    string Resource,
    Json Input,
    double? TimeoutSeconds,
    double? HeartbeatSeconds,
    string? RoleArn
) : EventDetails(Field)
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(5);
        made.Set("resource", Resource);
        SetData(made, "input", Input);
        if (TimeoutSeconds is { } timeout)
            made.Set("timeoutInSeconds", timeout);
        if (HeartbeatSeconds is { } heartbeat)
            made.Set("heartbeatInSeconds", heartbeat);
        if (RoleArn is not null)
            made.Set("taskCredentials", JsonObject.Of(("roleArn", RoleArn)));
        return made;
    }
}

/// <summary>A service is about to be called.</summary>
sealed record TaskScheduledDetails(
    string ResourceType,
    string Resource,
    string Region,
    Json Parameters,
    double? TimeoutSeconds,
    double? HeartbeatSeconds,
    string? RoleArn
) : EventDetails("taskScheduledEventDetails")
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(7);
        made.Set("resourceType", ResourceType);
        made.Set("resource", Resource);
        made.Set("region", Region);
        made.Set("parameters", Parameters.ToString());
        if (TimeoutSeconds is { } timeout)
            made.Set("timeoutInSeconds", timeout);
        if (HeartbeatSeconds is { } heartbeat)
            made.Set("heartbeatInSeconds", heartbeat);
        if (RoleArn is not null)
            made.Set("taskCredentials", JsonObject.Of(("roleArn", RoleArn)));
        return made;
    }
}

sealed record TaskStartedDetails(string ResourceType, string Resource) : EventDetails("taskStartedEventDetails")
{
    internal override JsonObject ToJson() => JsonObject.Of(("resourceType", ResourceType), ("resource", Resource));
}

sealed record ActivityStartedDetails(string? WorkerName) : EventDetails("activityStartedEventDetails")
{
    internal override JsonObject ToJson()
    {
        var made = new JsonObject(1);
        SetText(made, "workerName", WorkerName);
        return made;
    }
}

sealed record MapStateStartedDetails(int Length) : EventDetails("mapStateStartedEventDetails")
{
    internal override JsonObject ToJson() => JsonObject.Of(("length", Length));
}

sealed record MapRunStartedDetails(string MapRunArn) : EventDetails("mapRunStartedEventDetails")
{
    internal override JsonObject ToJson() => JsonObject.Of(("mapRunArn", MapRunArn));
}

sealed record MapRunRedrivenDetails(string MapRunArn, int RedriveCount) : EventDetails("mapRunRedrivenEventDetails")
{
    internal override JsonObject ToJson() => JsonObject.Of(("mapRunArn", MapRunArn), ("redriveCount", RedriveCount));
}

sealed record ExecutionRedrivenDetails(int RedriveCount) : EventDetails("executionRedrivenEventDetails")
{
    internal override JsonObject ToJson() => JsonObject.Of(("redriveCount", RedriveCount));
}

sealed record MapIterationDetails(string Field, string Name, int Index) : EventDetails(Field)
{
    internal override JsonObject ToJson() => JsonObject.Of(("name", Name), ("index", Index));
}
