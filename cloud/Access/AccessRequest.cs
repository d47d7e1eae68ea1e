using System.Collections.Immutable;

namespace Classroom.Access;

/// <summary>The kind of principal that makes a call.</summary>
public enum PrincipalKind
{
    Root,
    User,

    /// <summary>A session of a role.</summary>
    Role,
    Service,
    Anonymous,
}

/// <param name="Arn">The ARN of the user or of the role (not of the session), or the name of the service.</param>
/// <param name="SessionArn">The ARN of the session, if the principal is an assumed role.</param>
public sealed record Principal(PrincipalKind Kind, string Arn, string Account, string? SessionArn = null);

/// <summary>One call: the principal, the action, the resource, and the condition keys of the request.</summary>
public sealed record AccessRequest(Principal Principal, string Action, string Resource, string ResourceAccount)
{
    /// <summary>
    /// The condition keys and their values. Keys are compared without regard to case. A key may be absent; each operator defines what an
    /// absent key means.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Context { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    public AccessRequest With(string key, params ImmutableArray<string> values) => this with { Context = Context.SetItem(key, values) };
}

/// <summary>The policies that apply to a call.</summary>
public sealed record ApplicablePolicies
{
    public ImmutableArray<PolicyDocument> Identity { get; init; } = [];

    public PolicyDocument? Boundary { get; init; }

    public ImmutableArray<PolicyDocument> Session { get; init; } = [];

    public PolicyDocument? Resource { get; init; }
}
