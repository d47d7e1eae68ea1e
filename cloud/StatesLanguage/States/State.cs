using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.States;

/// <summary>A state: its fields, and what it does with an input.</summary>
abstract class State
{
    protected State(string name, FieldReader reader, QueryLanguage language)
    {
        Name = name;
        Type = reader.RequiredText("Type");
        Language = QueryLanguages.Read(reader, language);
        reader.Text("Comment");
        Assign = Template.Read(reader, "Assign", IsJsonata);
        if (IsJsonata)
        {
            Output = Computed(reader, "Output");
        }
        else
        {
            InputPath = OptionalPath.Read(reader, "InputPath");
            OutputPath = OptionalPath.Read(reader, "OutputPath");
        }
    }

    public string Name { get; }

    public string Type { get; }

    public QueryLanguage Language { get; }

    public string? Next { get; private protected set; }

    public bool IsEnd { get; private protected set; }

    public virtual bool IsTerminal => IsEnd;

    public bool IsJsonata => Language == QueryLanguage.Jsonata;

    /// <summary>Whether the state is of a type that may have retriers: its context object counts retries.</summary>
    public virtual bool HasRetries => false;

    public virtual IReadOnlyList<Retrier> Retriers => [];

    public virtual IReadOnlyList<Catcher> Catchers => [];

    public virtual IEnumerable<(string Target, string Location)> Transitions =>
        (Next is null ? [] : new[] { (Next, "Next") }).Concat(Catchers.Select((catcher, i) => (catcher.Next, $"Catch[{i}]/Next")));

    /// <summary>The flows inside the state, and where they stand in it.</summary>
    public virtual IEnumerable<(Flow Flow, string Location)> Flows => [];

    protected Template? Assign { get; }

    protected Template? Output { get; }

    protected OptionalPath InputPath { get; }

    protected OptionalPath OutputPath { get; }

    public static State Read(string name, FieldReader reader, QueryLanguage language)
    {
        var state = reader.Text("Type") switch
        {
            "Task" => (State)new TaskState(name, reader, language),
            "Pass" => new PassState(name, reader, language),
            "Choice" => new ChoiceState(name, reader, language),
            "Wait" => new WaitState(name, reader, language),
            "Succeed" => new SucceedState(name, reader, language),
            "Parallel" => new ParallelState(name, reader, language),
            "Map" => new MapState(name, reader, language),
            "Fail" => new FailState(name, reader, language),
            null => new FailState(name, reader, language),
            _ => reader.Mistake<State>(
                "Type",
                "should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
                new PassState(name, reader, language)
            ),
        };
        reader.Close(field => QueryLanguages.Explain(field, state.Language));
        return state;
    }

    /// <summary>Does its work, from the beginning: at first, and again for each retry.</summary>
    public abstract void Begin(Fiber fiber);

    /// <summary>Goes on after the time that it has waited for.</summary>
    public virtual void Wake(Fiber fiber) => throw new InvalidOperationException($"{Type} states do not wait");

    /// <summary>The input as InputPath leaves it.</summary>
    protected Json Effective(Fiber fiber)
    {
        if (IsJsonata)
            return fiber.Input;
        var effective =
            InputPath.IsAbsent ? fiber.Input
            : InputPath.Path is { } path ? new EvaluationScope(fiber).Resolve(path)
            : JsonObject.Empty;
        fiber.Run.Probe?.Saw("afterInputPath", effective);
        return effective;
    }

    /// <summary>Output and variables of a state that has no result of its own: its input goes through.</summary>
    protected void Pass(Fiber fiber, Json effective)
    {
        var scope = new EvaluationScope(fiber) { Data = effective };
        var assigned = Assign?.Evaluate(scope) as JsonObject;
        fiber.Exit(IsJsonata ? Output?.Evaluate(scope) ?? fiber.Input : Outgoing(fiber, effective), assigned, Next);
    }

    protected Json Outgoing(Fiber fiber, Json output) =>
        OutputPath.IsAbsent ? output
        : OutputPath.Path is { } path ? new EvaluationScope(fiber).Over(output).Resolve(path)
        : JsonObject.Empty;

    protected void ReadTransition(FieldReader reader)
    {
        Next = reader.Text("Next");
        IsEnd = reader.Flag("End");
        if (Next is null == !IsEnd)
            reader.Report("The state must have either 'Next' or 'End'", reader.Location);
    }

    protected static Template? Computed(FieldReader reader, string name) => Template.Read(reader, name, isJsonata: true);
}

/// <summary>A path field: not there, a path, or null, which leaves nothing.</summary>
readonly record struct OptionalPath(JsonPath? Path, bool IsAbsent)
{
    public static OptionalPath Absent => new(null, IsAbsent: true);

    static OptionalPath Nothing => new(null, IsAbsent: false);

    public static OptionalPath Read(FieldReader reader, string field) => Read(reader, field, reader.Path);

    /// <summary>One that names a single place, to put something there.</summary>
    public static OptionalPath ReadReference(FieldReader reader, string field) => Read(reader, field, reader.ReferencePathOf);

    static OptionalPath Read(FieldReader reader, string field, Func<string, JsonPath?> path) =>
        !reader.Has(field) ? Absent
        : reader.Get(field) is JsonNull ? Nothing
        : new(path(field), IsAbsent: false);
}
