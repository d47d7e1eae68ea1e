using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>The values that a field of a state can refer to while it is evaluated.</summary>
sealed class EvaluationScope(IEvaluatedState state)
{
    /// <summary>The value of $ in paths: the input of the state, or its result in the fields that handle the result.</summary>
    public Json Data { get; init; } = state.Input;

    public Json? Result { get; init; }

    public JsonObject? ErrorOutput { get; init; }

    /// <summary>Map.Item of the context object, in the fields that a Map evaluates for each item.</summary>
    public JsonObject? MapItem { get; init; }

    public string? TaskToken { get; init; }

    public Variables Variables => state.Variables;

    public EvaluationScope Over(Json data) =>
        new(state)
        {
            Data = data,
            Result = Result,
            ErrorOutput = ErrorOutput,
            MapItem = MapItem,
            TaskToken = TaskToken,
        };

    public string Explain(string message) => state.Explain(message);

    /// <summary>Resolves a path of a payload template, which must select a value.</summary>
    public Json Resolve(JsonPath path, string field)
    {
        var root = RootOf(path);
        return path.Find(root)
            ?? throw new StatesException(
                StatesErrors.Runtime,
                state.Explain($"The JSONPath '{path}' specified for the field '{field}' could not be found in the input '{root}'")
            );
    }

    /// <summary>Resolves a path of a field of the state such as InputPath.</summary>
    public Json Resolve(JsonPath path)
    {
        var root = RootOf(path);
        return path.Find(root)
            ?? throw new StatesException(StatesErrors.Runtime, state.Explain($"Invalid path '{path}' : {path.DescribeMiss(root)}"));
    }

    public Json? Find(JsonPath path) =>
        path.Root == PathRoot.Variable && Variables.Find(path.Variable!) is null ? null : path.Find(RootOf(path));

    public Json Call(IntrinsicCall call, string field)
    {
        try
        {
            return DataLimit.Check(call.Evaluate(path => Resolve(path, field), state.Functions.IntrinsicSources));
        }
        catch (IntrinsicException exception)
        {
            throw new StatesException(StatesErrors.IntrinsicFailure, state.Explain(exception.Message));
        }
    }

    public Json Evaluate(JsonataTemplate template)
    {
        var what = $"The JSONata expression '{template.Expression.Text}' specified for the field '{template.Field}'";
        try
        {
            var variables = state.Variables.All;
            if (template.UsesStates)
                variables = variables.Append(new("states", States()));
            return template.Expression.Evaluate(null, variables, state.Functions.JsonataOptions, state.Functions.JsonataLibrary) switch
            {
                null => throw new StatesException(
                    StatesErrors.QueryEvaluationError,
                    state.Explain($"{what} returned nothing (undefined)."),
                    template.Field
                ),
                { } value and (JsonNull or JsonBoolean or JsonNumber or JsonString or JsonArray or JsonObject) => NonFinite.Written(value),
                _ => throw new StatesException(
                    StatesErrors.QueryEvaluationError,
                    state.Explain($"{what} returned an unsupported result type."),
                    template.Field
                ),
            };
        }
        catch (JsonataException exception)
        {
            // A limit that stops the evaluation has no JSONata error code.
            var why = exception.IsLimit ? $": {exception.Message}" : $". {exception.Code}: {exception.Message}";
            throw new StatesException(
                StatesErrors.QueryEvaluationError,
                state.Explain($"{what} threw an error during evaluation{why}"),
                template.Field
            );
        }
    }

    Json RootOf(JsonPath path) =>
        path.Root switch
        {
            PathRoot.Data => Data,
            PathRoot.Context => state.ContextObject(MapItem, TaskToken),
            _ => Variables.Find(path.Variable!)
                ?? throw new StatesException(StatesErrors.Runtime, state.Explain($"The variable '${path.Variable}' has not been assigned")),
        };

    JsonObject States()
    {
        var states = new JsonObject(4);
        states.Set("input", state.Input);
        states.Set("context", state.ContextObject(MapItem, TaskToken));
        if (Result is not null)
            states.Set("result", Result);
        if (ErrorOutput is not null)
            states.Set("errorOutput", ErrorOutput);
        return states;
    }
}
