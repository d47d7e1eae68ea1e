using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.States;

/// <summary>A state that makes a result and puts it into its output: Task, Parallel, Map and Pass.</summary>
abstract class ResultState : State
{
    readonly Template? parameters;
    readonly Template? resultSelector;
    readonly OptionalPath resultPath;

    protected ResultState(string name, FieldReader reader, QueryLanguage language, bool hasArguments, bool hasSelector)
        : base(name, reader, language)
    {
        ReadTransition(reader);
        if (IsJsonata)
        {
            if (hasArguments)
                parameters = Computed(reader, "Arguments");
            resultPath = OptionalPath.Absent;
            return;
        }
        parameters = Template.Read(reader, "Parameters", IsJsonata);
        if (hasSelector)
            resultSelector = Template.Read(reader, "ResultSelector", IsJsonata);
        resultPath = OptionalPath.ReadReference(reader, "ResultPath");
    }

    protected Template? Parameters => parameters;

    /// <summary>What the state's work gets: Parameters or Arguments, or else its input.</summary>
    protected Json WorkInput(Fiber fiber, Json effective)
    {
        var made =
            parameters?.Evaluate(
                new EvaluationScope(fiber)
                {
                    Data = effective,
                    TaskToken = fiber.Task?.Token,
                    MapItem = fiber.MapItem,
                }
            ) ?? effective;
        fiber.Run.Probe?.Saw(IsJsonata ? "afterArguments" : "afterParameters", made);
        return made;
    }

    /// <summary>Ends the state with the result of its work.</summary>
    public void Finish(Fiber fiber, Json result)
    {
        if (IsJsonata)
        {
            var scope = new EvaluationScope(fiber) { Result = result };
            var output = Output?.Evaluate(scope) ?? result;
            fiber.Exit(output, Assign?.Evaluate(scope) as JsonObject, Next);
            return;
        }
        if (resultSelector is not null)
            result = resultSelector.Evaluate(new EvaluationScope(fiber) { Data = result });
        fiber.Run.Probe?.Saw("afterResultSelector", result);
        var assigned = Assign?.Evaluate(new EvaluationScope(fiber) { Data = result }) as JsonObject;
        var placed = Place(fiber, resultPath, result);
        fiber.Run.Probe?.Saw("afterResultPath", placed);
        fiber.Exit(Outgoing(fiber, placed), assigned, Next);
    }

    public static Json Place(Fiber fiber, OptionalPath resultPath, Json result)
    {
        if (resultPath.IsAbsent)
            return result;
        if (resultPath.Path is not { } path)
            return fiber.Input;
        return DataLimit.Check(
            ReferencePath.Put(path, fiber.Input, result)
                ?? throw new StatesException(
                    StatesErrors.ResultPathMatchFailure,
                    $"Unable to apply ReferencePath {path} to input {fiber.Input}"
                )
        );
    }
}
