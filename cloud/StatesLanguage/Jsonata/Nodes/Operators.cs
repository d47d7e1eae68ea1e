using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

sealed class NegateNode(Node operand, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame) =>
        operand.Evaluate(input, frame) switch
        {
            null => null,
            JsonNumber number => -Numeric.Checked(number),
            var other => throw new JsonataException("D1002", Position, "-", other),
        };
}

/// <summary>An operator that evaluates both operands.</summary>
abstract class BinaryNode(string op, Node left, Node right, int position) : Node(position)
{
    protected string Operator => op;

    protected sealed override Json? Run(Json? input, Frame frame)
    {
        var first = left.Evaluate(input, frame);
        var second = right.Evaluate(input, frame);
        try
        {
            return Combine(first, second, frame.Evaluation);
        }
        catch (JsonataException exception) when (exception.PassThrough(Position, op))
        {
            throw;
        }
    }

    protected abstract Json? Combine(Json? first, Json? second, Evaluation evaluation);
}

/// <summary>+ - * / %</summary>
sealed class ArithmeticNode(string op, Node left, Node right, int position) : BinaryNode(op, left, right, position)
{
    protected override Json? Combine(Json? first, Json? second, Evaluation evaluation)
    {
        if (first is not (null or JsonNumber))
            throw new JsonataException("T2001", value: first);
        if (second is not (null or JsonNumber))
            throw new JsonataException("T2002", value: second);
        if (first is not JsonNumber left || second is not JsonNumber right)
        {
            _ = (first as JsonNumber ?? second as JsonNumber) is { } only ? Numeric.Checked(only) : 0;
            return null;
        }
        var (a, b) = (Numeric.Checked(left), Numeric.Checked(right));
        return Operator switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            _ => a % b,
        };
    }
}

/// <summary>= and !=, which are false where an operand is nothing.</summary>
sealed class EqualityNode(string op, Node left, Node right, int position) : BinaryNode(op, left, right, position)
{
    protected override Json? Combine(Json? first, Json? second, Evaluation evaluation) =>
        first is not null && second is not null && IsSame(first, second, evaluation) == (Operator == "=");

    static bool IsSame(Json first, Json second, Evaluation evaluation)
    {
        if (first is JsonArray or JsonObject or JsonString)
            evaluation.Spend(Math.Min(first.Size, second.Size) / 4);
        return first.Equals(second);
    }
}

/// <summary>&lt; &lt;= &gt; &gt;= for two numbers or two texts.</summary>
sealed class ComparisonNode(string op, Node left, Node right, int position) : BinaryNode(op, left, right, position)
{
    protected override Json? Combine(Json? first, Json? second, Evaluation evaluation)
    {
        if (first is not (null or JsonNumber or JsonString))
            throw new JsonataException("T2010", value: first);
        if (second is not (null or JsonNumber or JsonString))
            throw new JsonataException("T2010", value: second);
        if (first is null || second is null)
            return null;
        var order = (first, second) switch
        {
            (JsonNumber a, JsonNumber b) => a.Value.CompareTo(b.Value),
            (JsonString a, JsonString b) => string.CompareOrdinal(a.Value, b.Value),
            _ => throw new JsonataException("T2009", value: first, detail: second.ToString()),
        };
        return Operator switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}

/// <summary>&amp;</summary>
sealed class ConcatenationNode(Node left, Node right, int position) : BinaryNode("&", left, right, position)
{
    protected override Json? Combine(Json? first, Json? second, Evaluation evaluation)
    {
        var (one, other) = (Texts.Of(first), Texts.Of(second));
        evaluation.Options.AllowText((long)one.Length + other.Length);
        evaluation.Spend((one.Length + other.Length) / 4);
        return one + other;
    }
}

/// <summary>[from..to]</summary>
sealed class RangeNode(Node left, Node right, int position) : BinaryNode("..", left, right, position)
{
    protected override Json? Combine(Json? first, Json? second, Evaluation evaluation)
    {
        if (first is not (null or JsonNumber { IsInteger: true }))
            throw new JsonataException("T2003", value: first);
        if (second is not (null or JsonNumber { IsInteger: true }))
            throw new JsonataException("T2004", value: second);
        if (first is not JsonNumber { Value: var from } || second is not JsonNumber { Value: var to } || from > to)
            return null;
        var size = to - from + 1;
        evaluation.Options.Allow(size);
        evaluation.Spend((long)size);
        var items = new JsonArray((int)size) { Origin = ArrayOrigin.Sequence };
        for (var value = from; value <= to; value++)
            items.Add(value);
        return items;
    }
}

sealed class InclusionNode(Node left, Node right, int position) : BinaryNode("in", left, right, position)
{
    protected override Json? Combine(Json? first, Json? second, Evaluation evaluation)
    {
        if (first is null || second is null)
            return false;
        evaluation.Spend(Evaluation.WeightOf(second));
        foreach (var item in Sequences.AsArray(second).Items)
        {
            if (IsSame(item, first))
                return true;
        }
        return false;
    }

    static bool IsSame(Json item, Json value) => item is JsonArray or JsonObject ? ReferenceEquals(item, value) : item.Equals(value);
}

/// <summary>and, or: evaluates the right operand only where it matters.</summary>
sealed class LogicNode(bool isAnd, Node left, Node right, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        var first = Truth.Of(left.Evaluate(input, frame));
        return first == isAnd ? Truth.Of(right.Evaluate(input, frame)) : first;
    }
}
