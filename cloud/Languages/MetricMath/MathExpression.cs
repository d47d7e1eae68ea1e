namespace Classroom.Languages.MetricMath;

/// <summary>A parsed expression of metric math.</summary>
public sealed class MathExpression
{
    readonly MathNode root;

    MathExpression(MathNode root) => this.root = root;

    public static MathExpression Parse(string text) => new(new MathParser(text).Parse());

    public MathValue Evaluate(IMetricSource source, Nesting nesting) => root.Evaluate(new(source, nesting));
}

/// <summary>One evaluation: the source of the metrics, and the counter of depth and work.</summary>
sealed record MathEvaluation(IMetricSource Source, Nesting Nesting);

/// <summary>A node of an expression.</summary>
abstract class MathNode
{
    public MathValue Evaluate(MathEvaluation evaluation)
    {
        using var level = evaluation.Nesting.Enter();
        var value = Run(evaluation);
        evaluation.Nesting.Spend(value.Points);
        return value;
    }

    protected abstract MathValue Run(MathEvaluation evaluation);
}

sealed class NumberNode(double number) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation) => new(number);
}

sealed class IdentifierNode(string id) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation) => evaluation.Source.Find(id, evaluation.Nesting);
}

sealed class NegationNode(MathNode operand) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation) => operand.Evaluate(evaluation).Map(number => -number);
}

/// <summary>Operands with operators of one precedence, evaluated from left to right.</summary>
sealed class OperatorsNode(MathNode first, List<(Func<double, double, double> Operator, MathNode Operand)> rest) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation)
    {
        var value = first.Evaluate(evaluation);
        foreach (var (join, operand) in rest)
        {
            value = value.With(operand.Evaluate(evaluation), join);
            evaluation.Nesting.Spend(value.Points);
        }
        return value;
    }
}

/// <summary>Powers, evaluated from right to left: 2^3^2 is 2^(3^2).</summary>
sealed class PowerNode(List<MathNode> operands) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation)
    {
        var values = operands.ConvertAll(operand => operand.Evaluate(evaluation));
        var value = values[^1];
        for (var at = values.Count - 2; at >= 0; at--)
        {
            value = values[at].With(value, Math.Pow);
            evaluation.Nesting.Spend(value.Points);
        }
        return value;
    }
}

/// <summary>A list of expressions: [m1, m2].</summary>
sealed class ArrayNode(List<MathNode> items) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation) =>
        new([
            .. items.SelectMany(item =>
                item.Evaluate(evaluation).Series ?? throw new LanguageException("An array must contain series, not numbers")
            ),
        ]);
}

/// <summary>A call whose arguments are expressions.</summary>
sealed class CallNode(MathFunction function, List<MathNode> arguments) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation) =>
        function.Run([.. arguments.Select(argument => argument.Evaluate(evaluation))], evaluation.Source);
}

/// <summary>A call whose arguments are not expressions: METRICS("a"), PERIOD(m1), SEARCH(…).</summary>
sealed class SourceNode(Func<MathEvaluation, MathValue> ask) : MathNode
{
    protected override MathValue Run(MathEvaluation evaluation) => ask(evaluation);
}
