namespace Classroom.Access;

/// <summary>
/// Decides a call as AWS does, within one account and between accounts. An explicit denial in any policy wins. Otherwise identity and
/// resource policies may allow the call, and boundary and session policies limit what an identity policy allows.
/// </summary>
public static class AccessEvaluator
{
    public static Decision Evaluate(AccessRequest request, ApplicablePolicies policies)
    {
        if (Denial(request, policies) is { } denial)
            return new(denial);
        var naming = AllowedByResource(request, policies.Resource);
        if (request.Principal.Kind is PrincipalKind.Service or PrincipalKind.Anonymous)
            return new(naming == Naming.Itself ? Reason.Allowed : Reason.NoResourcePolicyAllows);

        var sameAccount = request.Principal.Account == request.ResourceAccount;
        // A role's trust policy must allow the caller that assumes the role. A resource policy of another account must allow the caller
        // too.
        if (naming == Naming.None && (IsTrust(request) || !sameAccount))
            return new(Reason.NoResourcePolicyAllows);
        return sameAccount && naming is Naming.Itself or Naming.Role
            ? ByResource(naming, request, policies)
            : ByIdentity(request, policies);
    }

    static bool IsTrust(AccessRequest request) =>
        request.Action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase)
        || request.Action.Equals("sts:TagSession", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A resource policy that names the caller itself is enough to allow the call. If it names a role, the limits of that role still apply.
    /// </summary>
    static Decision ByResource(Naming naming, AccessRequest request, ApplicablePolicies policies) =>
        naming == Naming.Itself ? new(Reason.Allowed) : new(Limit(request, policies) ?? Reason.Allowed);

    static Decision ByIdentity(AccessRequest request, ApplicablePolicies policies)
    {
        if (request.Principal.Kind == PrincipalKind.Root)
            return new(Reason.Allowed);
        if (!policies.Identity.Any(policy => Has(policy, Effect.Allow, request)))
            return new(Reason.NoIdentityPolicyAllows);
        return new(Limit(request, policies) ?? Reason.Allowed);
    }

    static Reason? Limit(AccessRequest request, ApplicablePolicies policies)
    {
        if (policies.Boundary is { } boundary && !Has(boundary, Effect.Allow, request))
            return Reason.NoBoundaryAllows;
        if (policies.Session.Length > 0 && !policies.Session.Any(policy => Has(policy, Effect.Allow, request)))
            return Reason.NoSessionPolicyAllows;
        return null;
    }

    static Reason? Denial(AccessRequest request, ApplicablePolicies policies)
    {
        if (policies.Identity.Any(policy => Has(policy, Effect.Deny, request)))
            return Reason.ExplicitDenyInIdentityPolicy;
        if (policies.Boundary is { } boundary && Has(boundary, Effect.Deny, request))
            return Reason.ExplicitDenyInBoundary;
        if (policies.Session.Any(policy => Has(policy, Effect.Deny, request)))
            return Reason.ExplicitDenyInSessionPolicy;
        if (
            policies.Resource is { } resource
            && resource.Statements.Any(statement =>
                statement.Effect == Effect.Deny
                && PrincipalMatcher.IsDenied(statement, request.Principal, policies.Boundary is not null)
                && StatementMatcher.Matches(resource, statement, request)
            )
        )
            return Reason.ExplicitDenyInResourcePolicy;
        return null;
    }

    static Naming AllowedByResource(AccessRequest request, PolicyDocument? resource) =>
        resource is null
            ? Naming.None
            : resource
                .Statements.Where(statement => statement.Effect == Effect.Allow && StatementMatcher.Matches(resource, statement, request))
                .Select(statement => PrincipalMatcher.NamingOf(statement, request.Principal))
                .DefaultIfEmpty(Naming.None)
                .Max();

    static bool Has(PolicyDocument policy, Effect effect, AccessRequest request) =>
        policy.Statements.Any(statement => statement.Effect == effect && StatementMatcher.Matches(policy, statement, request));
}
