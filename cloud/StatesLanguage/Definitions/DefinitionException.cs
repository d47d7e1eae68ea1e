using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>A definition has errors. The exception has all of them.</summary>
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
