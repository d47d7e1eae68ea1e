using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>A state with a result, which becomes a part of its output: Task, Parallel, Map and Pass.</summary>
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

    /// <summary>The input of the task or the children: Parameters or Arguments, otherwise the input of the state.</summary>
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

    public override void Finish(Fiber fiber, Json result)
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
        var placed = resultPath.Place(result, fiber.Input);
        fiber.Run.Probe?.Saw("afterResultPath", placed);
        fiber.Exit(Outgoing(fiber, placed), assigned, Next);
    }
}
