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

    internal static Diagnostic NoObject => new(Diagnostic.Error, FieldReader.SchemaValidationFailed, "Definition must be a valid JSON object", "/");

    internal static StateMachine? Read(string definition, List<Diagnostic> diagnostics)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(definition) > LongestDefinition)
        {
            diagnostics.Add(new(Diagnostic.Error, "INVALID_DEFINITION", $"The definition is longer than {LongestDefinition} bytes", "/"));
            return null;
        }
        Json parsed;
        try
        {
            parsed = Json.Parse(definition);
        }
        catch (JsonSyntaxException exception)
        {
            diagnostics.Add(definition.Length == 0 ? NoObject : new(Diagnostic.Error, "INVALID_JSON_DESCRIPTION", exception.Message, "/"));
            return null;
        }
        if (parsed is not JsonObject fields)
        {
            diagnostics.Add(NoObject);
            return null;
        }
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
                if (value is JsonObject) states[name] = State.Read(name, all.Object(name)!, language);
                else all.Report($"The state '{name}' is not an object", $"{all.Location}/{name}");
            }
        }
        var flow = new Flow(startAt, states);
        FlowCheck.Check(flow, reader);
        return flow;
    }
}
