namespace Classroom.StatesLanguage.Definitions;

/// <summary>One mistake in a definition, and where it is, as a JSON pointer; what is no definition at all is wrong nowhere.</summary>
public sealed record Diagnostic(string Severity, string Code, string Message, string? Location)
{
    public const string Error = "ERROR";
    public const string Warning = "WARNING";
}

/// <summary>A definition that cannot be executed, with every mistake in it.</summary>
public sealed class DefinitionException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(
        $"Invalid State Machine Definition: "
            + "'"
            + string.Join(
                ", ",
                diagnostics.Select(diagnostic => $"{diagnostic.Code}: {diagnostic.Message} at {diagnostic.Location ?? "null"}")
            )
            + "'"
    )
{
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;
}
