using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.Executions;

/// <summary>What a field of a state can refer to while it is evaluated.</summary>
sealed class EvaluationScope(Fiber fiber)
{
    /// <summary>$ in paths: the state's input, or its result where a result is handled.</summary>
    public Json Data { get; init; } = fiber.Input;

    public Json? Result { get; init; }

    public JsonObject? ErrorOutput { get; init; }

    /// <summary>The item of an iteration: its index and value.</summary>
    public JsonObject? MapItem { get; init; }

    public string? TaskToken { get; init; }

    public Variables Variables => fiber.Variables;

    public EvaluationScope Over(Json data) =>
        new(fiber)
        {
            Data = data,
            Result = Result,
            ErrorOutput = ErrorOutput,
            MapItem = MapItem,
            TaskToken = TaskToken,
        };

    public string Explain(string message) => fiber.Explain(message);

    /// <summary>A path of a payload template, which must lead somewhere.</summary>
    public Json Resolve(JsonPath path, string field)
    {
        var root = RootOf(path);
        return path.Find(root)
            ?? throw new StatesException(
                StatesErrors.Runtime,
                fiber.Explain($"The JSONPath '{path}' specified for the field '{field}' could not be found in the input '{root}'")
            );
    }

    /// <summary>A path of a state's own field: InputPath, OutputPath and the like.</summary>
    public Json Resolve(JsonPath path)
    {
        var root = RootOf(path);
        return path.Find(root)
            ?? throw new StatesException(StatesErrors.Runtime, fiber.Explain($"Invalid path '{path}' : {path.DescribeMiss(root)}"));
    }

    public Json? Find(JsonPath path) =>
        path.Root == PathRoot.Variable && Variables.Find(path.Variable!) is null ? null : path.Find(RootOf(path));

    public Json Call(IntrinsicCall call, string field)
    {
        try
        {
            return DataLimit.Check(call.Evaluate(path => Resolve(path, field), fiber.Run.IntrinsicSources));
        }
        catch (IntrinsicException exception)
        {
            throw new StatesException(StatesErrors.IntrinsicFailure, fiber.Explain(exception.Message));
        }
    }

    public Json Evaluate(JsonataTemplate template)
    {
        var what = $"The JSONata expression '{template.Expression.Text}' specified for the field '{template.Field}'";
        try
        {
            var variables = fiber.Variables.All;
            if (template.UsesStates)
                variables = variables.Append(new("states", States()));
            return template.Expression.Evaluate(null, variables, fiber.Run.JsonataOptions, fiber.Run.JsonataLibrary) switch
            {
                null => throw new StatesException(
                    StatesErrors.QueryEvaluationError,
                    fiber.Explain($"{what} returned nothing (undefined)."),
                    template.Field
                ),
                { } value and (JsonNull or JsonBoolean or JsonNumber or JsonString or JsonArray or JsonObject) => value,
                _ => throw new StatesException(
                    StatesErrors.QueryEvaluationError,
                    fiber.Explain($"{what} returned an unsupported result type."),
                    template.Field
                ),
            };
        }
        catch (JsonataException exception)
        {
            // What stops an evaluation from outside has no code of the language's.
            var why = exception.IsLimit ? $": {exception.Message}" : $". {exception.Code}: {exception.Message}";
            throw new StatesException(
                StatesErrors.QueryEvaluationError,
                fiber.Explain($"{what} threw an error during evaluation{why}"),
                template.Field
            );
        }
    }

    Json RootOf(JsonPath path) =>
        path.Root switch
        {
            PathRoot.Data => Data,
            PathRoot.Context => ContextObject.Of(fiber, MapItem, TaskToken),
            _ => Variables.Find(path.Variable!)
                ?? throw new StatesException(StatesErrors.Runtime, fiber.Explain($"The variable '${path.Variable}' has not been assigned")),
        };

    JsonObject States()
    {
        var states = new JsonObject(4);
        states.Set("input", fiber.Input);
        states.Set("context", ContextObject.Of(fiber, MapItem, TaskToken));
        if (Result is not null)
            states.Set("result", Result);
        if (ErrorOutput is not null)
            states.Set("errorOutput", ErrorOutput);
        return states;
    }
}
