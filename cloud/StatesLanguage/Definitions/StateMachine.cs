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
        if (DefinitionText.Read(definition, diagnostics) is not { } fields)
            return null;
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
