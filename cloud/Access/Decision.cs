using System.Diagnostics;

namespace Classroom.Access;

/// <summary>Why a call was allowed or denied, in the terms of AWS's own messages.</summary>
public enum Reason
{
    Allowed,
    ExplicitDenyInIdentityPolicy,
    ExplicitDenyInBoundary,
    ExplicitDenyInSessionPolicy,
    ExplicitDenyInResourcePolicy,
    NoIdentityPolicyAllows,
    NoBoundaryAllows,
    NoSessionPolicyAllows,
    NoResourcePolicyAllows,
}

public sealed record Decision(Reason Reason)
{
    public bool IsAllowed => Reason == Reason.Allowed;

    public bool IsExplicitDeny =>
        Reason
            is Reason.ExplicitDenyInIdentityPolicy
                or Reason.ExplicitDenyInBoundary
                or Reason.ExplicitDenyInSessionPolicy
                or Reason.ExplicitDenyInResourcePolicy;

    /// <summary>The end of AWS's sentence "User: … is not authorized to perform: … on resource: …".</summary>
    public string Because(string action) =>
        Reason switch
        {
            Reason.Allowed => "",
            Reason.ExplicitDenyInIdentityPolicy => "with an explicit deny in an identity-based policy",
            Reason.ExplicitDenyInBoundary => "with an explicit deny in a permissions boundary",
            Reason.ExplicitDenyInSessionPolicy => "with an explicit deny in a session policy",
            Reason.ExplicitDenyInResourcePolicy => "with an explicit deny in a resource-based policy",
            Reason.NoIdentityPolicyAllows => $"because no identity-based policy allows the {action} action",
            Reason.NoBoundaryAllows => $"because no permissions boundary allows the {action} action",
            Reason.NoSessionPolicyAllows => $"because no session policy allows the {action} action",
            Reason.NoResourcePolicyAllows => $"because no resource-based policy allows the {action} action",
            _ => throw new UnreachableException(),
        };
}
