namespace Classroom.StatesLanguage.Syntax;

/// <summary>One error in a definition, and its location as a JSON pointer; null where the whole text is not a definition.</summary>
public sealed record Diagnostic(string Severity, string Code, string Message, string? Location)
{
    public const string Error = "ERROR";
    public const string Warning = "WARNING";
}
