using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Authorization;

/// <summary>Finds the statement that denies a call, or the statements that almost allow it.</summary>
sealed class DenialReasons(Lazy<IPolicyNames> names)
{
    const int MostNear = 3;

    public Denial Of(Caller caller, AccessRequest request, Permission need, Decision decision)
    {
        var candidates = Candidates(caller, need, decision.Reason).ToList();
        var isExplicit = decision.IsExplicitDeny;
        var denying = isExplicit
            ? candidates
                .SelectMany(policy => Statements(policy, Effect.Deny))
                .FirstOrDefault(found => StatementMatcher.Matches(found.Policy, found.Statement, request))
            : default;
        return new(
            request.Action,
            request.Resource,
            decision.Reason.ToString(),
            denying.Name,
            denying.Statement is { } statement ? Text(statement) : null,
            isExplicit
                ? []
                :
                [
                    .. candidates
                        .SelectMany(policy => Statements(policy, Effect.Allow))
                        .Select(found => (found.Name, found.Statement, Missing: MissingIn(found.Policy, found.Statement, request)))
                        .Where(near => near.Missing is not null)
                        .Select(near => new NearStatement(near.Name, Text(near.Statement), near.Missing!))
                        .Take(MostNear),
                ]
        );
    }

    /// <summary>The policies that the reason is about.</summary>
    IEnumerable<(string Name, PolicyDocument Policy)> Candidates(Caller caller, Permission need, Reason reason) =>
        reason switch
        {
            Reason.ExplicitDenyInBoundary or Reason.NoBoundaryAllows => caller.Boundary is { } boundary
                ? [("the permissions boundary", boundary)]
                : [],
            Reason.ExplicitDenyInSessionPolicy or Reason.NoSessionPolicyAllows => caller.Session.Select(policy =>
                ("a session policy", policy)
            ),
            Reason.ExplicitDenyInResourcePolicy or Reason.NoResourcePolicyAllows => need.ResourcePolicy is { } policy
                ? [($"the policy of {need.Resource}", policy)]
                : [],
            _ => names.Value.Of(caller),
        };

    static IEnumerable<(string Name, PolicyDocument Policy, PolicyStatement Statement)> Statements(
        (string Name, PolicyDocument Policy) policy,
        Effect effect
    ) =>
        policy
            .Policy.Statements.Where(statement => statement.Effect == effect)
            .Select(statement => (policy.Name, policy.Policy, statement));

    /// <summary>What keeps a statement from allowing the request; null if it is about another action.</summary>
    static string? MissingIn(PolicyDocument policy, PolicyStatement statement, AccessRequest request)
    {
        if (!StatementMatcher.Matches(policy, statement with { Resources = null, Conditions = [] }, request))
            return null;
        if (!StatementMatcher.Matches(policy, statement with { Conditions = [] }, request))
            return $"it allows {request.Action} only on {List(statement.Resources!)}";
        var unmet = UnmetConditions
            .In(policy, statement, request)
            .Select(unmet => $"it asks for {Text(unmet)}, and {Given(unmet)}")
            .ToList();
        // A statement of a resource or a role that would allow the call names somebody else.
        if (unmet.Count == 0 && statement.Principal is { AllBut: false } principal)
            return $"it is for {string.Join(", ", principal.Values.Select(one => one.Value))}";
        return unmet.Count == 0 ? null : string.Join("; ", unmet);
    }

    static string Given(UnmetCondition unmet) =>
        unmet.Given.IsEmpty ? "the request does not have this key" : $"the request has {string.Join(", ", unmet.Given)}";

    static string List(Patterns patterns) => (patterns.AllBut ? "everything except " : "") + string.Join(", ", patterns.Values);

    /// <summary>A statement on one line, as people read it: Deny iam:* on *.</summary>
    static string Text(PolicyStatement statement) =>
        $"{(statement.Sid is { } sid ? $"{sid}: " : "")}{statement.Effect} {Short(statement.Actions)}"
        + (statement.Resources is { } resources ? $" on {Short(resources)}" : "")
        + (statement.Conditions.IsEmpty ? "" : $" when {string.Join(" and ", statement.Conditions.Select(Text))}");

    static string Text(Condition condition) => $"{condition.Operator} {condition.Key} = {string.Join(" or ", condition.Values)}";

    static string Text(UnmetCondition unmet) => $"{unmet.Operator} {unmet.Key} = {string.Join(" or ", unmet.Wanted)}";

    static string Short(Patterns patterns) =>
        patterns.Values.Length > 4
            ? List(patterns with { Values = [.. patterns.Values.Take(3)] }) + $" and {patterns.Values.Length - 3} more"
            : List(patterns);
}
