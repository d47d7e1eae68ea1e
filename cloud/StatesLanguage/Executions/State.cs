using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Executions;

/// <summary>A state of a definition: the fields that all types share, and what a fiber calls to execute the state.</summary>
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

    /// <summary>The state is of a type that may have retriers: its context object has RetryCount.</summary>
    public virtual bool HasRetries => false;

    public virtual IReadOnlyList<Retrier> Retriers => [];

    public virtual IReadOnlyList<Catcher> Catchers => [];

    public virtual IEnumerable<(string Target, string Location)> Transitions =>
        (Next is null ? [] : new[] { (Next, "Next") }).Concat(Catchers.Select((catcher, i) => (catcher.Next, $"Catch[{i}]/Next")));

    /// <summary>The flows inside the state, each with its field.</summary>
    public virtual IEnumerable<(Flow Flow, string Location)> Flows => [];

    /// <summary>The resource that a Task state calls; null for other states.</summary>
    public virtual TaskResource? Resource => null;

    /// <summary>The state starts other fibers or executions, as Parallel and Map do.</summary>
    public virtual bool StartsChildren => false;

    /// <summary>
    /// A failed evaluation follows from the entry of the state, as in Wait states. In other states it follows from the event before the
    /// entry.
    /// </summary>
    public virtual bool EvaluationFollowsEntry => false;

    protected Template? Assign { get; }

    protected Template? Output { get; }

    protected OptionalPath InputPath { get; }

    protected OptionalPath OutputPath { get; }

    /// <summary>Executes the state from its beginning: after the entry, and again for each retry.</summary>
    public abstract void Begin(Fiber fiber);

    /// <summary>Goes on when the time is over for which the state waited.</summary>
    public virtual void Wake(Fiber fiber) => throw new InvalidOperationException($"{Type} states do not wait");

    /// <summary>Ends the state with the result of its task or its children.</summary>
    public virtual void Finish(Fiber fiber, Json result) => throw new InvalidOperationException($"{Type} states have no result");

    /// <summary>Restores the children of a saved execution; null where the state had started none.</summary>
    public virtual Children? Restore(Fiber fiber, SavedTree tree) => null;

    /// <summary>The input after InputPath.</summary>
    public Json Effective(Fiber fiber)
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

    /// <summary>Leaves a state that has no result: the input becomes the output.</summary>
    protected void Pass(Fiber fiber, Json effective)
    {
        var scope = new EvaluationScope(fiber) { Data = effective };
        var assigned = Assign?.Evaluate(scope) as JsonObject;
        fiber.Exit(IsJsonata ? Output?.Evaluate(scope) ?? fiber.Input : Outgoing(fiber, effective), assigned, Next);
    }

    /// <summary>The output after OutputPath.</summary>
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
