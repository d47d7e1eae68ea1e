using System.Collections.Immutable;
using Classroom.Access;

namespace Classroom.Cloud.Api;

/// <summary>The caller of an operation, with the policies that apply to it.</summary>
sealed record Caller(Principal Principal, string UserId)
{
    public ImmutableArray<PolicyDocument> Identity { get; init; } = [];

    public PolicyDocument? Boundary { get; init; }

    public ImmutableArray<PolicyDocument> Session { get; init; } = [];

    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The keys of the session tags that pass to the sessions that the caller opens.</summary>
    public ImmutableArray<string> TransitiveTags { get; init; } = [];

    /// <summary>The value of aws:username, which only users have.</summary>
    public string? UserName { get; init; }

    public string? AccessKeyId { get; init; }

    /// <summary>Further condition keys of a caller that is a service, such as aws:SourceArn.</summary>
    public ImmutableArray<(string Key, string Value)> Context { get; init; } = [];

    public bool IsRoot => Principal.Kind == PrincipalKind.Root;

    /// <summary>The ARN of the caller as GetCallerIdentity and AccessDenied messages show it.</summary>
    public string Arn => Principal.SessionArn ?? Principal.Arn;

    public static Caller Root(string account) => new(new(PrincipalKind.Root, $"arn:aws:iam::{account}:root", account), account);

    /// <summary>An AWS service that acts on its own for a resource of this account: for example EventBridge for a rule.</summary>
    public static Caller Service(string name, string sourceArn, string account) =>
        new(new(PrincipalKind.Service, name, account), name) { Context = [("aws:SourceArn", sourceArn), ("aws:SourceAccount", account)] };
}
