using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Orders;

/// <summary>Validates an event of the express workflow, and returns the event with the result.</summary>
public sealed class RealtimeValidator(FunctionEnvironment environment)
{
    static readonly string[] Actions = ["login", "purchase", "view", "click"];

    public RealtimeValidator()
        : this(FunctionEnvironment.Lambda) { }

    public JsonObject Handle(JsonObject input, ILambdaContext context)
    {
        var now = environment.Now.ToUnixTimeMilliseconds() / 1000.0;
        var errors = new JsonArray();
        if (string.IsNullOrWhiteSpace(input.Text("userId")))
            errors.Add((JsonNode)"Missing user ID");
        if (!Actions.Contains(input.Text("action")))
            errors.Add((JsonNode)"Invalid action type");
        context.Logger.LogInformation("Event of {userId}: {errorCount} errors", input.Text("userId"), errors.Count);

        var sentAt = input["timestamp"] is JsonValue timestamp && timestamp.TryGetValue<double>(out var seconds) ? seconds : now;
        var result = input.DeepClone().AsObject();
        result["isValid"] = errors.Count == 0;
        result["validationErrors"] = errors;
        result["validatedAt"] = now;
        result["processingLatency"] = now - sentAt;
        return result;
    }
}
