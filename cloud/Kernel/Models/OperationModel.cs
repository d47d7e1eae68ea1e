namespace Classroom.Cloud.Models;

/// <summary>An operation of a service model. REST operations have a method, a path with a query, and a status of success.</summary>
/// <param name="Wrapper">The element around the output in the Query protocol; null if the answer has none.</param>
sealed record OperationModel(
    string Name,
    string? Method,
    string? Uri,
    int Status,
    StructureShape? Input,
    StructureShape? Output,
    string? Wrapper,
    IReadOnlyList<string> Errors,
    bool IsDeprecated
);
