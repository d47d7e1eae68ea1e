namespace Classroom.Access;

/// <summary>How directly a resource or trust policy names the one who asks; it decides what else must allow the call.</summary>
enum Naming
{
    None,

    /// <summary>By account: whoever the account's own policies allow.</summary>
    Account,

    /// <summary>By the role's ARN: the role's boundary and session policy still limit the call.</summary>
    Role,

    /// <summary>By the user's or the session's own ARN, or as anybody: no boundary's mere silence limits the call.</summary>
    Itself,
}

static class PrincipalMatcher
{
    public static Naming NamingOf(PolicyStatement statement, Principal principal)
    {
        if (statement.Principal is not { } named)
            return Naming.None;
        var best = named.Values.Select(value => NamingOf(value.Kind, value.Value, principal)).DefaultIfEmpty(Naming.None).Max();
        return !named.AllBut ? best
            : best == Naming.None ? Naming.Itself
            : Naming.None;
    }

    static Naming NamingOf(string kind, string value, Principal principal) =>
        kind switch
        {
            "*" => Naming.Itself,
            "Service" => principal.Kind == PrincipalKind.Service && principal.Arn == value ? Naming.Itself : Naming.None,
            // Anybody, as "*" alone: services too, which is how an alarm publishes to a topic that has only the policy it was made with.
            "AWS" when value == "*" => Naming.Itself,
            "AWS" when principal.Kind is PrincipalKind.Service => Naming.None,
            "AWS" when principal.Kind is PrincipalKind.Anonymous => Naming.None,
            "AWS" when value == principal.SessionArn => Naming.Itself,
            "AWS" when value == principal.Arn => principal.Kind == PrincipalKind.Role ? Naming.Role : Naming.Itself,
            "AWS" when IsAccount(value, principal.Account) => Naming.Account,
            _ => Naming.None,
        };

    static bool IsAccount(string value, string account) =>
        value == account
        || (value.StartsWith("arn:", StringComparison.Ordinal) && value.EndsWith($":iam::{account}:root", StringComparison.Ordinal));
}
