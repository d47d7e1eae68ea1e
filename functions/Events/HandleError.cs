using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Events;

/// <summary>Records the error of a workflow.</summary>
public sealed class HandleError(FunctionEnvironment environment)
{
    public HandleError()
        : this(FunctionEnvironment.Lambda) { }

    public HandledError Handle(JsonObject input, ILambdaContext context)
    {
        var (error, cause) = (input["error"].Text("Error"), input["error"].Text("Cause"));
        context.Logger.LogError("Workflow failed with {error}: {cause}", error, cause);
        return new(error, cause, "recorded", environment.Now);
    }
}
