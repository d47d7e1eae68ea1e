using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>A task under way, as a member of the part of its fiber.</summary>
static class TaskPart
{
    public static JsonObject Write(TaskCall task)
    {
        var part = new JsonObject(10);
        part.Set("token", task.Token);
        part.Set("input", task.Input);
        part.Set("started", task.IsStarted);
        part.Set("submitted", task.IsSubmitted);
        Saved.SetOptional(part, "timeoutSeconds", task.TimeoutSeconds);
        Saved.SetOptional(part, "heartbeatSeconds", task.HeartbeatSeconds);
        Saved.SetOptional(part, "timeoutAt", task.TimeoutAt);
        Saved.SetOptional(part, "heartbeatAt", task.HeartbeatAt);
        Saved.SetOptional(part, "roleArn", task.RoleArn);
        return part;
    }

    public static TaskCall Read(Fiber fiber, JsonObject part)
    {
        var resource = fiber.State.Resource!;
        return new(fiber, resource, Saved.Text(part, "token"))
        {
            IsResumed = true,
            IsStarted = Saved.Flag(part, "started"),
            IsSubmitted = Saved.Flag(part, "submitted"),
            Input = Saved.Value(part, "input"),
            TimeoutSeconds = Saved.OptionalNumber(part, "timeoutSeconds"),
            HeartbeatSeconds = Saved.OptionalNumber(part, "heartbeatSeconds"),
            TimeoutAt = Saved.OptionalMoment(part, "timeoutAt"),
            HeartbeatAt = Saved.OptionalMoment(part, "heartbeatAt"),
            RoleArn = Saved.OptionalText(part, "roleArn"),
        };
    }
}
