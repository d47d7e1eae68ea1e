using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks.EveryLab;

/// <summary>What is asked of the role of a function or a workflow.</summary>
static class RoleRules
{
    public static string NameOf(string arn) => arn.Split('/')[^1];

    public static string? Mistake(
        IReadOnlyDictionary<string, RoleInfo> roles,
        string arn,
        StudentAccount student,
        string service,
        string user
    )
    {
        var name = NameOf(arn);
        if (!roles.TryGetValue(name, out var role))
            return $"the role {name} of {user} does not exist";
        if (!name.StartsWith(student.Name(""), StringComparison.Ordinal))
            return $"{user} uses {name}, which is not a role of {student.Student}";
        return Trusts(role, service) ? null : $"{service} may not assume {name}, the role of {user}";
    }

    static bool Trusts(RoleInfo role, string service) =>
        ((role.Trust["Statement"] as JsonArray) ?? [])
            .OfType<JsonObject>()
            .Any(statement =>
                (string?)statement["Effect"] == "Allow"
                && Policies.Texts((statement["Principal"] as JsonObject)?["Service"]).Contains(service)
            );
}
