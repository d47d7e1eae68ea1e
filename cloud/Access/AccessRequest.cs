using System.Collections.Immutable;

namespace Classroom.Access;

/// <summary>Who asks.</summary>
public enum PrincipalKind
{
    Root,
    User,

    /// <summary>A session of a role.</summary>
    Role,
    Service,
    Anonymous,
}

/// <param name="Arn">The user's ARN, or the role's (not the session's), or the service's name.</param>
/// <param name="SessionArn">The session's own ARN, for a role that has been taken on.</param>
public sealed record Principal(PrincipalKind Kind, string Arn, string Account, string? SessionArn = null);

/// <summary>One call: who asks for which action on which resource, and what AWS knows of the request.</summary>
public sealed record AccessRequest(Principal Principal, string Action, string Resource, string ResourceAccount)
{
    /// <summary>
    /// Keys are compared without regard to case; a key that is not there is absent, which operators treat each in their own way.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Context { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    public AccessRequest With(string key, params ImmutableArray<string> values) => this with { Context = Context.SetItem(key, values) };
}

/// <summary>The policies that have a say in a call.</summary>
public sealed record ApplicablePolicies
{
    public ImmutableArray<PolicyDocument> Identity { get; init; } = [];

    public PolicyDocument? Boundary { get; init; }

    public ImmutableArray<PolicyDocument> Session { get; init; } = [];

    public PolicyDocument? Resource { get; init; }
}
