namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>The expressions inside an expression.</summary>
static class ExpressionParts
{
    /// <summary>
    /// The expression and the expressions inside it, in the order of the text. Iterative, because expressions may be deep.
    /// </summary>
    public static IEnumerable<Expression> Within(Expression expression, Func<Expression, IEnumerable<Expression>> parts)
    {
        var pending = new Stack<Expression>([expression]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var part in parts(next).Reverse())
                pending.Push(part);
        }
    }

    public static IEnumerable<Expression> Of(Expression expression) =>
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
