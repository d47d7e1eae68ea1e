using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Greeting;

/// <summary>Makes the greeting. Sometimes it fails with a transient error, so that Retry has work.</summary>
public sealed class Process(FunctionEnvironment environment)
{
    public Process()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<JsonObject> Handle(JsonObject input, ILambdaContext context)
    {
        if (environment.Chance.Happens(environment.TransientErrorRate))
            throw new TransientException("TRANSIENT: downstream timeout");
        await environment.WorkAsync(1, 1);
        var result = input.DeepClone().AsObject();
        result["processed"] = true;
        result["message"] = $"Hello {input["name"]} from Step Functions";
        context.Logger.LogInformation("Greeting for {name} made", input["name"]?.ToString());
        return result;
    }
}
