namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>
/// Finds the references of an expression to its input. In Step Functions there is no input, and each of these references would find
/// nothing.
/// </summary>
static class ContextReferences
{
    /// <summary>The names of members, and $$ for the whole input.</summary>
    /// <remarks>Later steps, predicates and groups do not count: they are evaluated over the items of earlier steps.</remarks>
    public static IEnumerable<string> Of(Expression expression) => Within(expression, PartsOverInput).Select(NameOf).OfType<string>();

    /// <summary>The expression reads $states.errorOutput.</summary>
    public static bool ReadErrorOutput(Expression expression) =>
        Within(expression, Parts)
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

    /// <summary>
    /// The expression and the expressions inside it, in the order of the text. Iterative, because expressions may be deep.
    /// </summary>
    static IEnumerable<Expression> Within(Expression expression, Func<Expression, IEnumerable<Expression>> parts)
    {
        var pending = new Stack<Expression>([expression]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var part in parts(next).Reverse())
                pending.Push(part);
        }
    }

    static IEnumerable<Expression> PartsOverInput(Expression expression) =>
        expression switch
        {
            StepExpression { Left: LiteralExpression { Value: Data.JsonString } } or TransformExpression => [],
            StepExpression or FilterExpression or GroupExpression or SortExpression or FocusExpression or IndexExpression => Parts(
                    expression
                )
                .Take(1),
            _ => Parts(expression),
        };

    static IEnumerable<Expression> Parts(Expression expression) =>
        expression switch
        {
            BinaryExpression binary => [binary.Left, binary.Right],
            StepExpression step => [step.Left, step.Right],
            FilterExpression filter => [filter.Left, filter.Predicate],
            GroupExpression group => [group.Left, .. Pairs(group.Pairs)],
            SortExpression sort => [sort.Left, .. sort.Terms.Select(term => term.Term)],
            BindExpression bind => [bind.Value],
            FocusExpression focus => [focus.Left],
            IndexExpression index => [index.Left],
            NegateExpression negate => [negate.Operand],
            ArrayExpression array => array.Items,
            ObjectExpression members => Pairs(members.Pairs),
            BlockExpression block => block.Expressions,
            CallExpression call => [call.Function, .. call.Arguments],
            LambdaExpression lambda => [lambda.Body],
            ConditionExpression condition => condition.Else is null
                ? [condition.Condition, condition.Then]
                : [condition.Condition, condition.Then, condition.Else],
            TransformExpression transform => transform.Delete is null
                ? [transform.Pattern, transform.Update]
                : [transform.Pattern, transform.Update, transform.Delete],
            NameExpression
            or VariableExpression
            or LiteralExpression
            or RegexExpression
            or WildcardExpression
            or DescendantExpression
            or ParentExpression
            or PlaceholderExpression => [],
            _ => throw new InvalidOperationException($"{expression.GetType().Name} is not known"),
        };

    static IEnumerable<Expression> Pairs((Expression Key, Expression Value)[] pairs) =>
        pairs.SelectMany(pair => new[] { pair.Key, pair.Value });
}
