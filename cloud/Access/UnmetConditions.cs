using System.Collections.Immutable;

namespace Classroom.Access;

/// <summary>A condition of a statement that would have allowed a call.</summary>
/// <param name="Wanted">The values that the condition names, with replaced variables.</param>
/// <param name="Given">The values of the request; none if the key is absent.</param>
public sealed record UnmetCondition(string Operator, string Key, ImmutableArray<string> Wanted, ImmutableArray<string> Given);

/// <summary>The conditions that a call does not meet, of statements that otherwise allow it.</summary>
public static class UnmetConditions
{
    /// <summary>
    /// The unmet conditions of the statement that is nearest to allowing the call: the one with the fewest of them. Policies of the kind
    /// that lacks an allowing statement are searched.
    /// </summary>
    public static ImmutableArray<UnmetCondition> Of(AccessRequest request, ApplicablePolicies policies, Decision decision) =>
        Searched(policies, decision.Reason)
            .SelectMany(policy =>
                policy
                    .Statements.Where(statement => statement is { Effect: Effect.Allow, Conditions.IsEmpty: false })
                    .Where(statement => StatementMatcher.Matches(policy, statement with { Conditions = [] }, request))
                    .Select(statement => In(policy, statement, request))
            )
            .OrderBy(unmet => unmet.Length)
            .FirstOrDefault([]);

    static IEnumerable<PolicyDocument> Searched(ApplicablePolicies policies, Reason reason) =>
        reason switch
        {
            Reason.NoIdentityPolicyAllows => policies.Identity,
            Reason.NoBoundaryAllows when policies.Boundary is { } boundary => [boundary],
            Reason.NoSessionPolicyAllows => policies.Session,
            _ => [],
        };

    /// <summary>The conditions of a statement that the request does not meet.</summary>
    public static ImmutableArray<UnmetCondition> In(PolicyDocument policy, PolicyStatement statement, AccessRequest request) =>
        [
            .. statement
                .Conditions.Where(condition =>
                    !StatementMatcher.Matches(policy, statement with { Resources = null, Conditions = [condition] }, request)
                )
                .Select(condition => new UnmetCondition(
                    condition.Operator,
                    condition.Key,
                    [.. condition.Values.Select(value => PolicyVariables.Fill(value, request, policy.HasVariables) ?? value)],
                    request.Context.TryGetValue(condition.Key, out var given) ? given : []
                )),
        ];
}
