using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Testing;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The context object: $$ in paths, $states.context in JSONata.</summary>
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
        if ((taskToken ?? fiber.Task?.Token) is { } token)
            context.Set("Task", JsonObject.Of(("Token", token)));
        if ((mapItem ?? fiber.MapItem) is { } item)
            context.Set("Map", JsonObject.Of(("Item", item)));
        return context;
    }

    static JsonObject Describe(Execution run)
    {
        var described = new JsonObject(7);
        described.Set("Id", run.Identity.Arn);
        described.Set("Input", run.Input);
        described.Set("StartTime", Execution.Timestamp(run.Started));
        described.Set("Name", run.Identity.Name);
        described.Set("RoleArn", run.Identity.RoleArn.Length > 0 ? run.Identity.RoleArn : Json.Null);
        if (run.Probe is null)
            described.Set("RedriveCount", run.RedriveCount);
        if (run.Redriven is { } redriven)
            described.Set("RedriveTime", Execution.Timestamp(redriven));
        return described;
    }

    static JsonObject Describe(Fiber fiber)
    {
        var described = new JsonObject(3);
        described.Set("Name", fiber.Run.Probe is null ? fiber.State.Name : StateTest.DefaultName);
        described.Set("EnteredTime", Execution.Timestamp(fiber.Entered));
        if (fiber.State.HasRetries)
            described.Set("RetryCount", fiber.RetryCount);
        return described;
    }
}
