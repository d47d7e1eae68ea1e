using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>A definition without errors, which can be executed.</summary>
public sealed class StateMachine : Workflow
{
    StateMachine(Flow flow, TimeSpan? timeout, string? comment)
        : base(flow, timeout) => Comment = comment;

    public string? Comment { get; }

    /// <summary>Reads a definition. Throws one exception with all errors of the definition.</summary>
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
        if (DefinitionText.Read(definition, diagnostics) is not { } fields)
            return null;
        var reader = new FieldReader(fields, "", diagnostics);
        var comment = reader.Text("Comment");
        reader.Text("Version");
        var timeout = reader.Number("TimeoutSeconds", 1, 99_999_999);
        var language = QueryLanguages.Read(reader, QueryLanguage.JsonPath);
        var flow = FlowReader.Read(reader, language);
        reader.Close();
        return new(flow, timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null, comment);
    }
}
