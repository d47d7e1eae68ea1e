namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>
/// Finds the references of an expression to its input. In Step Functions there is no input, and each of these references would find
/// nothing.
/// </summary>
static class ContextReferences
{
    /// <summary>The names of members, and $$ for the whole input.</summary>
    /// <remarks>Later steps, predicates and groups do not count: they are evaluated over the items of earlier steps.</remarks>
    public static IEnumerable<string> Of(Expression expression) =>
        ExpressionParts.Within(expression, PartsOverInput).Select(NameOf).OfType<string>();

    /// <summary>The expression reads $states.errorOutput.</summary>
    public static bool ReadErrorOutput(Expression expression) =>
        ExpressionParts
            .Within(expression, ExpressionParts.Of)
            .OfType<StepExpression>()
            .Any(step => step is { Left: VariableExpression { Name: "states" }, Right: NameExpression { Name: "errorOutput" } });

    static string? NameOf(Expression expression) =>
        expression switch
        {
            NameExpression name => name.Name,
            VariableExpression { Name: "$" } => "$$",
            StepExpression { Left: LiteralExpression { Value: Data.JsonString text } } => text.Value,
            _ => null,
        };

    static IEnumerable<Expression> PartsOverInput(Expression expression) =>
        expression switch
        {
            StepExpression { Left: LiteralExpression { Value: Data.JsonString } } or TransformExpression => [],
            StepExpression or FilterExpression or GroupExpression or SortExpression or FocusExpression or IndexExpression => ExpressionParts
                .Of(expression)
                .Take(1),
            _ => ExpressionParts.Of(expression),
        };
}
