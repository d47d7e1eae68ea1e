using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Greeting;

/// <summary>Writes the result to the log; the workflow itself publishes it to the topic.</summary>
public sealed class Notify
{
    public static GreetingNotified Handle(JsonObject input, ILambdaContext context)
    {
        context.Logger.LogInformation("[NOTIFY] {payload}", input.ToJsonString());
        return new(true, input["message"]?.ToString() ?? "Processing failed");
    }
}

public sealed record GreetingNotified(bool Notified, string Message);
