using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Checks;

/// <summary>A role with its trust policy and its inline policies.</summary>
sealed record RoleInfo(
    string Name,
    string Arn,
    JsonObject Trust,
    IReadOnlyList<JsonObject> Inline,
    IReadOnlyList<AttachedPolicyView> Attached,
    string? Boundary
)
{
    public static RoleInfo Of(GetAccountAuthorizationDetails.RoleDetail role) =>
        new(
            role.RoleName,
            role.Arn,
            Parse(role.AssumeRolePolicyDocument),
            [.. (role.RolePolicyList ?? []).Select(policy => Parse(policy.PolicyDocument))],
            role.AttachedManagedPolicies ?? [],
            role.PermissionsBoundary?.PermissionsBoundaryArn
        );

    /// <summary>IAM percent-encodes policies.</summary>
    static JsonObject Parse(string document) =>
        JsonSerializer.Deserialize<JsonObject>(document.StartsWith('{') ? document : Uri.UnescapeDataString(document))!;
}
