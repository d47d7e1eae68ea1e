using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Classroom.Functions.Greeting;

/// <summary>Accepts an input with a name, and marks it as validated.</summary>
public sealed class Validate
{
    public static JsonObject Handle(JsonObject input, ILambdaContext context)
    {
        if (input["name"] is not JsonValue value || !value.TryGetValue<string>(out var name) || string.IsNullOrWhiteSpace(name))
        {
            context.Logger.LogWarning("Input without a name refused");
            throw new ValidationException("VALIDATION_ERROR: 'name' is required");
        }
        context.Logger.LogInformation("{name} is valid", name);
        var result = input.DeepClone().AsObject();
        result["validated"] = true;
        return result;
    }
}
