using System.Collections.Immutable;
using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

/// <summary>A policy of a simulation, with the name and the kind that the answer shows.</summary>
sealed record SimulatedPolicy(string Id, string Type, string Document)
{
    public PolicyDocument Parsed => Policies.Parse(Policies.Check(Document, "InvalidInput"));
}

sealed record ContextEntry(string ContextKeyName, IReadOnlyList<string> ContextKeyValues, string ContextKeyType = "string");

/// <summary>
/// What IAM's policy simulator evaluates: whether a caller with these policies may perform actions on resources. The evaluator that decides
/// real calls decides here too. Condition keys of a request come from the input alone.
/// </summary>
sealed record Simulation(Caller Caller, IReadOnlyList<SimulatedPolicy> Identity, string Account)
{
    public SimulatedPolicy? Boundary { get; init; }

    public string? ResourcePolicy { get; init; }

    public IReadOnlyList<ContextEntry> Entries { get; init; } = [];

    public SimulationOutput Run(IReadOnlyList<string> actions, IReadOnlyList<string>? resources, string? marker, int? most)
    {
        if (actions.FirstOrDefault(action => !IsAction(action)) is { } wrong)
            throw Invalid($"ActionName {wrong} is not valid. Specify the name of a service and an operation, without wildcards.");
        var policies = new ApplicablePolicies
        {
            Identity = [.. Identity.Select(policy => policy.Parsed)],
            Boundary = Boundary?.Parsed,
            Resource = ResourcePolicy is { } text ? new SimulatedPolicy("ResourcePolicy", "resource", text).Parsed : null,
        };
        var names = resources is { Count: > 0 } ? resources : ["*"];
        var (results, next) = Paging.Cut(
            actions.SelectMany(action => names.Select(resource => Evaluate(action, resource, policies))),
            marker,
            most,
            100,
            "InvalidInput"
        );
        return new(results, next is not null, next);
    }

    static bool IsAction(string action) =>
        action.Split(':') is [{ Length: > 0 }, { Length: > 0 }] && action.AsSpan().IndexOfAny('*', '?') < 0;

    SimulatedResult Evaluate(string action, string resource, ApplicablePolicies policies)
    {
        var request = new AccessRequest(Caller.Principal, action, resource, Account) { Context = ContextOf() };
        var decision = AccessEvaluator.Evaluate(request, policies);
        var matched = StatementTrace.Of(request, policies, decision).Select(Show).ToList();
        var missing = ContextKeys.Of(AllOf(policies)).Where(key => !request.Context.ContainsKey(key)).ToList();
        var boundary = policies.Boundary is { } limit ? new BoundaryDecision(StatementTrace.IsWithin(request, limit)) : null;
        var verdict =
            decision.IsAllowed ? "allowed"
            : decision.IsExplicitDeny ? "explicitDeny"
            : "implicitDeny";
        // For named resources AWS repeats the result of each of them, and has the missing keys there.
        return resource == "*"
            ? new(action, resource, verdict, new(), matched, missing, new(true), boundary, null)
            : new(action, resource, verdict, new(), matched, [], new(true), boundary, [new(resource, verdict, matched, missing, boundary)]);
    }

    static IEnumerable<PolicyDocument> AllOf(ApplicablePolicies policies) =>
        policies.Identity.Append(policies.Boundary).Append(policies.Resource).OfType<PolicyDocument>();

    MatchedStatementView Show(MatchedStatement matched)
    {
        var policy = matched.Kind switch
        {
            PolicyKind.Identity => Identity[matched.Policy],
            PolicyKind.Boundary => Boundary!,
            _ => new SimulatedPolicy("ResourcePolicy", "resource", ResourcePolicy!),
        };
        var (start, end) = StatementPositions.Of(policy.Document)[matched.Statement];
        return new(policy.Id, policy.Type, start, end);
    }

    /// <summary>The keys of the caller, and those of the input.</summary>
    ImmutableDictionary<string, ImmutableArray<string>> ContextOf()
    {
        var keys = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
        keys["aws:PrincipalArn"] = [Caller.Principal.Arn];
        keys["aws:PrincipalAccount"] = [Caller.Principal.Account];
        keys["aws:userid"] = [Caller.UserId];
        if (Caller.UserName is { } name)
            keys["aws:username"] = [name];
        foreach (var (tag, value) in Caller.Tags)
            keys[$"aws:PrincipalTag/{tag}"] = [value];
        foreach (var entry in Entries)
            keys[entry.ContextKeyName] = [.. entry.ContextKeyValues];
        return keys.ToImmutable();
    }

    public static AwsException Invalid(string message) => new("InvalidInput", message);
}

sealed record MatchedStatementView(string SourcePolicyId, string SourcePolicyType, TextPosition StartPosition, TextPosition EndPosition);

/// <summary>The decisions of single policies, which IAM tells for requests across accounts only.</summary>
sealed record DecisionDetails;

/// <summary>An account without an organization is not limited by policies of one.</summary>
sealed record OrganizationsDecision(bool AllowedByOrganizations);

sealed record BoundaryDecision(bool AllowedByPermissionsBoundary);

sealed record ResourceResult(
    string EvalResourceName,
    string EvalResourceDecision,
    IReadOnlyList<MatchedStatementView> MatchedStatements,
    IReadOnlyList<string> MissingContextValues,
    BoundaryDecision? PermissionsBoundaryDecisionDetail
);

sealed record SimulatedResult(
    string EvalActionName,
    string EvalResourceName,
    string EvalDecision,
    DecisionDetails EvalDecisionDetails,
    IReadOnlyList<MatchedStatementView> MatchedStatements,
    IReadOnlyList<string> MissingContextValues,
    OrganizationsDecision OrganizationsDecisionDetail,
    BoundaryDecision? PermissionsBoundaryDecisionDetail,
    IReadOnlyList<ResourceResult>? ResourceSpecificResults
);

sealed record SimulationOutput(IReadOnlyList<SimulatedResult> EvaluationResults, bool IsTruncated, string? Marker);
