using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>A definition that can be executed.</summary>
public sealed class StateMachine
{
    /// <summary>What AWS takes, in bytes.</summary>
    public const int LongestDefinition = 1024 * 1024;

    internal StateMachine(Flow flow, TimeSpan? timeout, string? comment)
    {
        Flow = flow;
        Timeout = timeout;
        Comment = comment;
    }

    public string? Comment { get; }

    internal Flow Flow { get; }

    internal TimeSpan? Timeout { get; }

    /// <summary>Reads a definition, or says everything that is wrong with it.</summary>
    public static StateMachine Parse(string definition)
    {
        var diagnostics = new List<Diagnostic>();
        var machine = Read(definition, diagnostics);
        return machine is not null && !diagnostics.Exists(diagnostic => diagnostic.Severity == Diagnostic.Error)
            ? machine
            : throw new DefinitionException(diagnostics);
    }

    internal static StateMachine? Read(string definition, List<Diagnostic> diagnostics)
    {
        if (DefinitionText.Read(definition, diagnostics) is not { } fields) return null;
        var reader = new FieldReader(fields, "", diagnostics);
        var comment = reader.Text("Comment");
        reader.Text("Version");
        var timeout = reader.Number("TimeoutSeconds", 1, 99_999_999);
        var language = QueryLanguages.Read(reader, QueryLanguage.JsonPath);
        var flow = Flow.Read(reader, language);
        reader.Close();
        return new(flow, timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null, comment);
    }
}

enum QueryLanguage
{
    JsonPath,
    Jsonata,
}

static class QueryLanguages
{
    static readonly HashSet<string> OfPaths =
    [
        "InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "ItemsPath", "Result", "SecondsPath", "TimestampPath", "TimeoutSecondsPath", "HeartbeatSecondsPath",
        "MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath", "ErrorPath", "CausePath",
    ];

    static readonly HashSet<string> OfJsonata = ["Arguments", "Output", "Items"];

    /// <summary>Says of a field that a state does not know that the other language has it.</summary>
    public static string? Explain(string field, QueryLanguage language) => language switch
    {
        QueryLanguage.Jsonata when OfPaths.Contains(field) => $"The QueryLanguage is set to 'JSONata', but field '{field}' is only supported for the 'JSONPath' QueryLanguage",
        QueryLanguage.JsonPath when OfJsonata.Contains(field) => $"The QueryLanguage is set to 'JSONPath', but field '{field}' is only supported for the 'JSONata' QueryLanguage",
        _ => null,
    };

    /// <summary>A state has the machine's language or its own; that of a Map or Parallel state says nothing of the states inside.</summary>
    public static QueryLanguage Read(FieldReader reader, QueryLanguage around)
    {
        switch (reader.Text("QueryLanguage"))
        {
            case null: return around;
            case "JSONata": return QueryLanguage.Jsonata;
            case "JSONPath" when around == QueryLanguage.JsonPath: return QueryLanguage.JsonPath;
            case "JSONPath":
                reader.Report("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", reader.Location);
                return around;
            default: return reader.Mistake("QueryLanguage", "must be one of 'JSONPath', 'JSONata'", around);
        }
    }
}

/// <summary>States, and where they begin: the machine itself, a branch, or what a Map does with each item.</summary>
sealed class Flow
{
    readonly Dictionary<string, State> states;

    Flow(string startAt, Dictionary<string, State> states)
    {
        StartAt = startAt;
        this.states = states;
    }

    public string StartAt { get; }

    public State Start => states[StartAt];

    public IReadOnlyDictionary<string, State> States => states;

    public State this[string name] => states[name];

    /// <summary>One state alone, to be tried: where it leads need not be there.</summary>
    public static Flow Of(State state) => new(state.Name, new() { [state.Name] = state });

    public static Flow Read(FieldReader reader, QueryLanguage language)
    {
        reader.Require("States", "StartAt");
        var startAt = reader.Text("StartAt") ?? "";
        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        if (reader.Object("States") is { } all)
        {
            foreach (var (name, value) in all.Members)
            {
                if (value is JsonObject) states[name] = State.Read(name, all.State(name), language);
                else all.Report($"The state '{name}' is not an object", $"{all.Location}/{name}");
            }
        }
        var flow = new Flow(startAt, states);
        FlowCheck.Check(flow, reader);
        return flow;
    }
}
