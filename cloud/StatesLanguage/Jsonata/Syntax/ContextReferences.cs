namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>What an expression reads of the value it is evaluated over. Where there is no such value, as in Step Functions, each of these finds nothing.</summary>
static class ContextReferences
{
    /// <summary>Names of members, and $$ for the whole.</summary>
    /// <remarks>Later steps, predicates and groups are evaluated over items of their own.</remarks>
    public static IEnumerable<string> Of(Expression expression) => expression switch
    {
        NameExpression name => [name.Name],
        VariableExpression { Name: "$" } => ["$$"],
        StepExpression { Left: LiteralExpression { Value: Data.JsonString text } } => [text.Value],
        StepExpression or FilterExpression or GroupExpression or SortExpression or FocusExpression or IndexExpression => Of(Parts(expression).First()),
        TransformExpression => [],
        _ => Parts(expression).SelectMany(Of),
    };

    /// <summary>Whether $states.errorOutput is read.</summary>
    public static bool ReadErrorOutput(Expression expression) => All(expression)
        .OfType<StepExpression>()
        .Any(step => step is { Left: VariableExpression { Name: "states" }, Right: NameExpression { Name: "errorOutput" } });

    static IEnumerable<Expression> All(Expression expression) => Parts(expression).SelectMany(All).Prepend(expression);

    static IEnumerable<Expression> Parts(Expression expression) => expression switch
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
        ConditionExpression condition => condition.Else is null ? [condition.Condition, condition.Then] : [condition.Condition, condition.Then, condition.Else],
        TransformExpression transform => transform.Delete is null ? [transform.Pattern, transform.Update] : [transform.Pattern, transform.Update, transform.Delete],
        NameExpression or VariableExpression or LiteralExpression or RegexExpression or WildcardExpression or DescendantExpression or ParentExpression or PlaceholderExpression => [],
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is not known"),
    };

    static IEnumerable<Expression> Pairs((Expression Key, Expression Value)[] pairs) => pairs.SelectMany(pair => new[] { pair.Key, pair.Value });
}
