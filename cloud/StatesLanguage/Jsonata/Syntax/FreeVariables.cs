namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>Finds the variables that an expression reads and does not bind itself.</summary>
static class FreeVariables
{
    /// <remarks>
    /// A name that is bound anywhere in the expression counts as bound everywhere. $ and $$ are the context, and $states belongs to Step
    /// Functions.
    /// </remarks>
    public static IEnumerable<string> Of(Expression expression)
    {
        var all = ExpressionParts.Within(expression, ExpressionParts.Of).ToList();
        var bound = all.SelectMany(Bound).ToHashSet(StringComparer.Ordinal);
        var called = all.OfType<CallExpression>().Select(call => call.Function).ToHashSet(ReferenceEqualityComparer.Instance);
        return all.OfType<VariableExpression>()
            .Where(variable => !called.Contains(variable))
            .Select(variable => variable.Name)
            .Where(name => name is not ("" or "$" or "states") && !bound.Contains(name));
    }

    static IEnumerable<string> Bound(Expression expression) =>
        expression switch
        {
            BindExpression bind => [bind.Name],
            FocusExpression focus => [focus.Name],
            IndexExpression index => [index.Name],
            LambdaExpression lambda => lambda.Parameters,
            _ => [],
        };
}
