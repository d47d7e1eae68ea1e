namespace Classroom.Cloud.Models;

/// <summary>A constraint of the model that a request does not satisfy.</summary>
/// <param name="Place">The place of the value in the request: targets.1.member.id, for example.</param>
/// <param name="Value">The value as text; null if the value is missing.</param>
/// <param name="IsSecret">Whether messages must not repeat the value.</param>
/// <param name="Constraint">The constraint in AWS's words.</param>
sealed record Violation(string Place, string? Value, bool IsSecret, string Constraint)
{
    public const string Required = "Member must not be null";

    /// <summary>The name of the member in the model, without its place.</summary>
    public required string Member { get; init; }

    public bool IsMissing => Value is null;

    /// <summary>AWS's sentence for one violation.</summary>
    public string Sentence
    {
        get
        {
            var value =
                IsMissing ? " null"
                : IsSecret ? ""
                : $" '{Value}'";
            return $"Value{value} at '{Place}' failed to satisfy constraint: {Constraint}";
        }
    }

    /// <summary>AWS's message for all violations of a request.</summary>
    public static string MessageOf(IReadOnlyCollection<Violation> violations) =>
        $"{violations.Count} validation error{(violations.Count == 1 ? "" : "s")} detected: "
        + string.Join("; ", violations.Select(violation => violation.Sentence));
}
