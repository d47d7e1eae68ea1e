using System.Text.Json.Serialization;

namespace Classroom.Cloud.Api;

/// <summary>Why IAM denied a call: for the audit log, not for the caller.</summary>
/// <param name="Reason">A name of Access.Reason, such as NoIdentityPolicyAllows; or NoSuchRole.</param>
/// <param name="Policy">The policy with the denying statement; null if no statement allows the call.</param>
/// <param name="Statement">The denying statement.</param>
/// <param name="Near">Statements that allow almost this call.</param>
sealed record Denial(
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("policy")] string? Policy,
    [property: JsonPropertyName("statement")] string? Statement,
    [property: JsonPropertyName("near")] IReadOnlyList<NearStatement> Near
)
{
    /// <summary>The reason of a refusal that no policy gave: a role that may be assumed does not exist.</summary>
    public const string NoSuchRole = "NoSuchRole";
}

/// <summary>A statement that allows the action, but not on this resource or not under these conditions.</summary>
/// <param name="Missing">What the request lacks, in words.</param>
sealed record NearStatement(
    [property: JsonPropertyName("policy")] string Policy,
    [property: JsonPropertyName("statement")] string Statement,
    [property: JsonPropertyName("missing")] string Missing
);
