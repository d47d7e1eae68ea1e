using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Languages;

namespace Classroom.Cloud.Iam;

/// <summary>Checks trust policies, and decides who may assume a role.</summary>
static class TrustPolicies
{
    public static string Check(string text, IamStore iam)
    {
        if (BoundedJson.TryParse(text) is null)
            throw new AwsException("MalformedPolicyDocument", "This policy contains invalid Json");
        Authorization.Policies.Check(text);
        var policy = Authorization.Policies.Parse(text);
        foreach (var statement in policy.Statements)
        {
            if (statement.Principal is null)
                throw new AwsException("MalformedPolicyDocument", "Missing required field Principal");
            if (statement.Resources is not null)
                throw new AwsException("MalformedPolicyDocument", "Has prohibited field Resource");
            foreach (var (kind, value) in statement.Principal.Values)
                CheckPrincipal(kind, value, iam);
        }
        return text;
    }

    // IAM looks up principals of the account, and refuses a principal that does not exist.
    static void CheckPrincipal(string kind, string value, IamStore iam)
    {
        if (kind != "AWS" || !value.StartsWith($"arn:aws:iam::{iam.Account}:", StringComparison.Ordinal))
            return;
        var name = value[(value.LastIndexOf('/') + 1)..];
        var isThere =
            value.EndsWith(":root", StringComparison.Ordinal)
            || (value.Contains(":role/", StringComparison.Ordinal) && iam.Roles.Has(name))
            || (value.Contains(":user/", StringComparison.Ordinal) && iam.Users.Has(name));
        if (!isThere)
            throw new AwsException("MalformedPolicyDocument", $"Invalid principal in policy: \"AWS\":\"{value}\"");
    }

    /// <summary>Whether a caller may assume a role.</summary>
    public static Decision Decide(Authorizer authorizer, Caller caller, Role role, Call call, string account) =>
        authorizer.Decide(
            caller,
            "sts:AssumeRole",
            new(role.Arn(account)) { ResourcePolicy = Authorization.Policies.Parse(role.Trust) },
            call
        );
}
