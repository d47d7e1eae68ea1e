using System.Collections.Immutable;
using Classroom.Languages;

namespace Classroom.Access;

/// <summary>Whether a statement applies to a request: its principal, action, resource and conditions.</summary>
public static class StatementMatcher
{
    public static bool Matches(PolicyDocument policy, PolicyStatement statement, AccessRequest request) =>
        MatchesAction(statement.Actions, request.Action)
        && MatchesResource(policy, statement, request)
        && statement.Conditions.All(condition => Holds(condition, request, policy.HasVariables));

    static bool MatchesAction(Patterns actions, string action) =>
        actions.Values.Any(pattern => Wildcard.Matches(pattern, action, ignoreCase: true)) != actions.AllBut;

    /// <summary>A trust policy has no resource: its resource is the role that it belongs to.</summary>
    static bool MatchesResource(PolicyDocument policy, PolicyStatement statement, AccessRequest request)
    {
        if (statement.Resources is not { } resources)
            return true;
        var filled = resources.Values.Select(pattern => PolicyVariables.Fill(pattern, request, policy.HasVariables)).ToList();
        // A variable without a value matches no resource. In NotResource that must not allow what the variable was to exclude.
        if (resources.AllBut && statement.Effect == Effect.Allow && filled.Contains(null))
            return false;
        return filled.OfType<string>().Any(pattern => ResourcePattern.Matches(pattern, request.Resource)) != resources.AllBut;
    }

    static bool Holds(Condition condition, AccessRequest request, bool hasVariables)
    {
        var (quantifier, name, ifExists) = ConditionOperators.Split(condition.Operator);
        var present = request.Context.TryGetValue(condition.Key, out var actual) && actual.Length > 0;
        if (name == ConditionOperators.Null)
            return condition.Values.Any(value => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) != present);

        var (matches, isNegated) = ConditionOperators.Find(name);
        if (!present)
            // ForAnyValue wants a value, even with IfExists.
            return quantifier != "ForAnyValue" && (ifExists || isNegated || quantifier == "ForAllValues");
        var wanted = condition
            .Values.Select(value => PolicyVariables.Fill(value, request, hasVariables && ConditionOperators.TakesVariables(name)))
            .OfType<string>()
            .ToImmutableArray();
        bool MatchesAny(string value) => wanted.Any(one => matches(value, one));
        return quantifier switch
        {
            "ForAllValues" => actual.All(value => MatchesAny(value) != isNegated),
            "ForAnyValue" => actual.Any(value => MatchesAny(value) != isNegated),
            _ => isNegated ? !actual.Any(MatchesAny) : actual.Any(MatchesAny),
        };
    }
}
