namespace Classroom.Access;

/// <summary>How a resource or trust policy names the caller. This decides which other policies must allow the call.</summary>
enum Naming
{
    None,

    /// <summary>By account: the identity policies of that account must allow the call too.</summary>
    Account,

    /// <summary>By the ARN of the role: the role's boundary and session policies still limit the call.</summary>
    Role,

    /// <summary>By the ARN of the user or session, or as anybody: an implicit denial of a boundary does not limit the call.</summary>
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

    /// <summary>
    /// Whether a denial concerns the caller. AWS: a denial with NotPrincipal always concerns a caller who has a permissions boundary.
    /// </summary>
    public static bool IsDenied(PolicyStatement statement, Principal principal, bool hasBoundary) =>
        NamingOf(statement, principal) != Naming.None || (hasBoundary && statement.Principal is { AllBut: true });

    static Naming NamingOf(string kind, string value, Principal principal) =>
        kind switch
        {
            "*" => Naming.Itself,
            "Service" => principal.Kind == PrincipalKind.Service && principal.Arn == value ? Naming.Itself : Naming.None,
            // "*" alone means anybody, AWS services included. An alarm can therefore publish to a topic that has only its default policy.
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
