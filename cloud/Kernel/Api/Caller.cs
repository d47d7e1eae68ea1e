using System.Collections.Immutable;
using Classroom.Access;

namespace Classroom.Cloud.Api;

/// <summary>Who makes a call, with the policies that say what it may do.</summary>
sealed record Caller(Principal Principal, string UserId)
{
    public ImmutableArray<PolicyDocument> Identity { get; init; } = [];

    public PolicyDocument? Boundary { get; init; }

    public ImmutableArray<PolicyDocument> Session { get; init; } = [];

    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The name in aws:username, which only users have.</summary>
    public string? UserName { get; init; }

    public string? AccessKeyId { get; init; }

    /// <summary>The service that acts for the caller, for aws:SourceArn and its like.</summary>
    public ImmutableArray<(string Key, string Value)> Context { get; init; } = [];

    public bool IsRoot => Principal.Kind == PrincipalKind.Root;

    /// <summary>As GetCallerIdentity and denials name it.</summary>
    public string Arn => Principal.SessionArn ?? Principal.Arn;

    public static Caller Root(string account) => new(new(PrincipalKind.Root, $"arn:aws:iam::{account}:root", account), account);

    /// <summary>A service that acts on its own, for a resource of this account: EventBridge for a rule, say.</summary>
    public static Caller Service(string name, string sourceArn, string account) =>
        new(new(PrincipalKind.Service, name, account), name) { Context = [("aws:SourceArn", sourceArn), ("aws:SourceAccount", account)] };
}
