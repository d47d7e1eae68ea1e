using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Executions;

/// <summary>Builds the context object: $$ in paths, $states.context in JSONata.</summary>
static class ContextObject
{
    public static JsonObject Of(Fiber fiber, JsonObject? mapItem, string? taskToken)
    {
        if (fiber.Run.Probe?.Context is { } given)
            return given;
        var identity = fiber.Run.Identity;
        var context = new JsonObject(5);
        context.Set("Execution", Describe(fiber.Run));
        context.Set("StateMachine", JsonObject.Of(("Id", identity.StateMachineArn), ("Name", identity.StateMachineName)));
        context.Set("State", Describe(fiber));
        if (HasToken(fiber.State) && (taskToken ?? fiber.Task?.Token) is { } token)
            context.Set("Task", JsonObject.Of(("Token", token)));
        if ((mapItem ?? fiber.MapItem) is { } item)
            context.Set("Map", JsonObject.Of(("Item", item)));
        return context;
    }

    /// <summary>Only a task that waits for a job or for its token sees the token.</summary>
    static bool HasToken(State state) => state.Resource?.Pattern is TaskPattern.Sync or TaskPattern.Sync2 or TaskPattern.WaitForTaskToken;

    static JsonObject Describe(Execution run)
    {
        var described = new JsonObject(7);
        described.Set("Id", run.Identity.Arn);
        described.Set("Input", run.Input);
        described.Set("StartTime", Timestamp.Of(run.Started));
        described.Set("Name", run.Identity.Name);
        described.Set("RoleArn", run.Identity.RoleArn.Length > 0 ? run.Identity.RoleArn : Json.Null);
        if (run.Probe is null)
            described.Set("RedriveCount", run.RedriveCount);
        if (run.Redriven is { } redriven)
            described.Set("RedriveTime", Timestamp.Of(redriven));
        return described;
    }

    static JsonObject Describe(Fiber fiber)
    {
        var described = new JsonObject(3);
        described.Set("Name", fiber.Run.Probe is { } probe ? probe.StateName : fiber.State.Name);
        described.Set("EnteredTime", Timestamp.Of(fiber.Entered));
        if (fiber.State.HasRetries)
            described.Set("RetryCount", fiber.RetryCount);
        return described;
    }
}
