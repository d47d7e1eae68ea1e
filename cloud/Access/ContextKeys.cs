namespace Classroom.Access;

/// <summary>The condition keys that policies test, or use as policy variables.</summary>
public static class ContextKeys
{
    public static IEnumerable<string> Of(IEnumerable<PolicyDocument> policies) =>
        policies.SelectMany(Of).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    static IEnumerable<string> Of(PolicyDocument policy) =>
        policy.Statements.SelectMany(statement =>
            statement
                .Conditions.Select(condition => condition.Key)
                .Concat(
                    policy.HasVariables
                        ? (statement.Resources?.Values ?? [])
                            .Concat(statement.Conditions.SelectMany(condition => condition.Values))
                            .SelectMany(PolicyVariables.NamesIn)
                        : []
                )
        );
}
