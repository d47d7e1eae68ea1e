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

    protected ResultState(string name, FieldReader reader, QueryLanguage language, bool hasArguments, bool hasSelector) : base(name, reader, language)
    {
        ReadTransition(reader);
        if (IsJsonata)
        {
            if (hasArguments) parameters = Computed(reader, "Arguments");
            resultPath = OptionalPath.Absent;
            return;
        }
        parameters = Template.Read(reader, "Parameters", IsJsonata);
        if (hasSelector) resultSelector = Template.Read(reader, "ResultSelector", IsJsonata);
        resultPath = OptionalPath.ReadReference(reader, "ResultPath");
    }

    protected Template? Parameters => parameters;

    /// <summary>What the state's work gets: Parameters or Arguments, or else its input.</summary>
    protected Json WorkInput(Strand strand, Json effective)
    {
        var made = parameters?.Evaluate(new EvaluationScope(strand) { Data = effective, TaskToken = strand.Task?.Token, MapItem = strand.MapItem }) ?? effective;
        strand.Run.Probe?.Saw(IsJsonata ? "afterArguments" : "afterParameters", made);
        return made;
    }

    /// <summary>Ends the state with the result of its work.</summary>
    public void Finish(Strand strand, Json result)
    {
        if (IsJsonata)
        {
            var scope = new EvaluationScope(strand) { Result = result };
            var output = Output?.Evaluate(scope) ?? result;
            strand.Exit(output, Assign?.Evaluate(scope) as JsonObject, Next);
            return;
        }
        if (resultSelector is not null) result = resultSelector.Evaluate(new EvaluationScope(strand) { Data = result });
        strand.Run.Probe?.Saw("afterResultSelector", result);
        var assigned = Assign?.Evaluate(new EvaluationScope(strand) { Data = result }) as JsonObject;
        var placed = Place(strand, resultPath, result);
        strand.Run.Probe?.Saw("afterResultPath", placed);
        strand.Exit(Outgoing(strand, placed), assigned, Next);
    }

    public static Json Place(Strand strand, OptionalPath resultPath, Json result)
    {
        if (resultPath.IsAbsent) return result;
        if (resultPath.Path is not { } path) return strand.Input;
        return DataLimit.Check(ReferencePath.Put(path, strand.Input, result)
            ?? throw new StatesException(StatesErrors.ResultPathMatchFailure,
                $"Unable to apply ReferencePath {path} to input {strand.Input}"));
    }
}
