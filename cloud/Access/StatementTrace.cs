using System.Collections.Immutable;

namespace Classroom.Access;

public enum PolicyKind
{
    Identity,
    Boundary,
    Session,
    Resource,
}

/// <param name="Policy">The position of the policy among those of its kind, from 0.</param>
/// <param name="Statement">The position of the statement in the policy, from 0.</param>
public sealed record MatchedStatement(PolicyKind Kind, int Policy, int Statement);

/// <summary>The statements that decide a call.</summary>
public static class StatementTrace
{
    /// <summary>The statements that deny the call. If there are none, those of identity and resource policies that allow it.</summary>
    public static ImmutableArray<MatchedStatement> Of(AccessRequest request, ApplicablePolicies policies, Decision decision)
    {
        var all = Matching(request, policies).ToList();
        var denying = all.Where(found => found.Effect == Effect.Deny).Select(found => found.Statement).ToImmutableArray();
        if (!denying.IsEmpty)
            return denying;
        return decision.IsAllowed
            ? [.. all.Select(found => found.Statement).Where(found => found.Kind is PolicyKind.Identity or PolicyKind.Resource)]
            : [];
    }

    /// <summary>Whether a boundary lets the call pass: it allows the call, and does not deny it.</summary>
    public static bool IsWithin(AccessRequest request, PolicyDocument boundary)
    {
        var found = Matching(request, new() { Boundary = boundary }).Select(found => found.Effect).ToList();
        return found.Contains(Effect.Allow) && !found.Contains(Effect.Deny);
    }

    static IEnumerable<(MatchedStatement Statement, Effect Effect)> Matching(AccessRequest request, ApplicablePolicies policies) =>
        from pair in All(policies)
        from statement in pair.Policy.Statements.Select((statement, position) => (Value: statement, Position: position))
        where
            (pair.Kind != PolicyKind.Resource || Concerns(statement.Value, request.Principal, policies))
            && StatementMatcher.Matches(pair.Policy, statement.Value, request)
        select (new MatchedStatement(pair.Kind, pair.Position, statement.Position), statement.Value.Effect);

    static bool Concerns(PolicyStatement statement, Principal principal, ApplicablePolicies policies) =>
        statement.Effect == Effect.Deny
            ? PrincipalMatcher.IsDenied(statement, principal, policies.Boundary is not null)
            : PrincipalMatcher.NamingOf(statement, principal) != Naming.None;

    static IEnumerable<(PolicyKind Kind, int Position, PolicyDocument Policy)> All(ApplicablePolicies policies) =>
        policies
            .Identity.Select((policy, position) => (PolicyKind.Identity, position, policy))
            .Concat(policies.Boundary is { } boundary ? [(PolicyKind.Boundary, 0, boundary)] : [])
            .Concat(policies.Session.Select((policy, position) => (PolicyKind.Session, position, policy)))
            .Concat(policies.Resource is { } resource ? [(PolicyKind.Resource, 0, resource)] : []);
}
