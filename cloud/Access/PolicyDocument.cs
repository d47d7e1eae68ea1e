using System.Collections.Immutable;
using Classroom.Languages;

namespace Classroom.Access;

/// <summary>A policy as IAM reads it: an identity, boundary, session, resource or trust policy.</summary>
public sealed record PolicyDocument(string Version, ImmutableArray<PolicyStatement> Statements)
{
    /// <summary>Whether policy variables are replaced. In a policy of the older version they are plain text.</summary>
    public bool HasVariables => Version == "2012-10-17";

    public static PolicyDocument Parse(string json)
    {
        try
        {
            return PolicyReader.Read(BoundedJson.Parse(json, LanguageLimits.Policy));
        }
        catch (LanguageException exception)
        {
            throw new PolicySyntaxException(exception.Message);
        }
    }
}

public enum Effect
{
    Allow,
    Deny,
}

public sealed record PolicyStatement(
    string? Sid,
    Effect Effect,
    PolicyPrincipal? Principal,
    Patterns Actions,
    Patterns? Resources,
    ImmutableArray<Condition> Conditions
);

/// <summary>A list of patterns (Action, Resource), or everything except what the patterns match (NotAction, NotResource).</summary>
public sealed record Patterns(ImmutableArray<string> Values, bool AllBut);

/// <summary>
/// The principals of a resource or trust policy, each with its kind (AWS, Service, Federated, CanonicalUser, or * for anybody).
/// </summary>
public sealed record PolicyPrincipal(ImmutableArray<(string Kind, string Value)> Values, bool AllBut);

/// <summary>One key of one operator: <c>StringEquals, aws:SourceAccount, [123456789012]</c>.</summary>
public sealed record Condition(string Operator, string Key, ImmutableArray<string> Values);

public sealed class PolicySyntaxException(string message) : Exception(message);
