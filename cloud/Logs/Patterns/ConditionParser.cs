using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.Logs.Patterns;

/// <summary>Reads conditions: comparisons joined by &amp;&amp; and ||, with parentheses.</summary>
sealed class ConditionParser(string text, string? column = null)
{
    const int Deepest = 50;

    int at;
    int depth;

    /// <summary>A condition over a JSON message.</summary>
    public Func<JsonNode, bool> Parse()
    {
        var condition = Either(Comparison);
        if (at < text.Length) throw FilterPattern.Invalid($"'{text[at..]}' is not expected there");
        return condition;
    }

    /// <summary>A condition over the text of one column.</summary>
    public Func<string, bool> ParseColumn()
    {
        var condition = Either(ColumnComparison);
        if (at < text.Length) throw FilterPattern.Invalid($"'{text[at..]}' is not expected there");
        return condition;
    }

    Func<T, bool> Either<T>(Func<Func<T, bool>> comparison)
    {
        if (++depth > Deepest) throw FilterPattern.Invalid("its parentheses are nested too deeply");
        var left = Both(comparison);
        while (Take("||"))
        {
            var (one, other) = (left, Both(comparison));
            left = value => one(value) || other(value);
        }
        depth--;
        return left;
    }

    Func<T, bool> Both<T>(Func<Func<T, bool>> comparison)
    {
        var left = One(comparison);
        while (Take("&&"))
        {
            var (one, other) = (left, One(comparison));
            left = value => one(value) && other(value);
        }
        return left;
    }

    Func<T, bool> One<T>(Func<Func<T, bool>> comparison)
    {
        if (!Take("(")) return comparison();
        var inner = Either(comparison);
        if (!Take(")")) throw FilterPattern.Invalid("a parenthesis is not closed");
        return inner;
    }

    Func<JsonNode, bool> Comparison()
    {
        Skip();
        if (at >= text.Length || text[at] != '$') throw FilterPattern.Invalid($"a selector that begins with $ is expected at '{text[at..]}'");
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !"=!<>)".Contains(text[at], StringComparison.Ordinal)) at++;
        var selector = Selector.Parse(text[start..at], FilterPattern.Invalid);
        if (Word("NOT"))
        {
            if (!Word("EXISTS")) throw FilterPattern.Invalid("EXISTS is expected after NOT");
            return node => !selector.Of(node).Any();
        }
        if (Word("EXISTS")) return node => selector.Of(node).Any();
        if (Word("IS"))
        {
            if (Word("NULL")) return node => selector.Of(node).Any(value => value is null);
            if (Word("TRUE")) return node => selector.Of(node).Any(value => value?.GetValueKind() == JsonValueKind.True);
            if (Word("FALSE")) return node => selector.Of(node).Any(value => value?.GetValueKind() == JsonValueKind.False);
            throw FilterPattern.Invalid("NULL, TRUE or FALSE is expected after IS");
        }
        var (test, isNegated) = Test();
        return node => selector.Of(node).Any(value => value is JsonValue && test(JsonCondition.Text(value)) != isNegated);
    }

    Func<string, bool> ColumnComparison()
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(column)) throw FilterPattern.Invalid($"the column {column} is expected at '{text[at..]}'");
        at += column!.Length;
        var (test, isNegated) = Test();
        return value => test(value) != isNegated;
    }

    (Func<string, bool> Test, bool IsNegated) Test()
    {
        var comparison = new[] { "!=", "<=", ">=", "=", "<", ">" }.FirstOrDefault(Take) ?? throw FilterPattern.Invalid($"a comparison is expected at '{text[at..]}'");
        var (operand, isQuoted, isExpression) = Operand();
        if (comparison is "=" or "!=")
        {
            if (isExpression) return (FilterPattern.Expression(operand), comparison == "!=");
            if (!isQuoted && Number(operand) is { } number) return (value => Number(value) == number, comparison == "!=");
            return (value => Stars.Match(operand, value), comparison == "!=");
        }
        var limit = Number(operand) ?? throw FilterPattern.Invalid($"{comparison} needs a number, not '{operand}'");
        return (value => Number(value) is { } number && comparison switch
        {
            "<" => number < limit,
            "<=" => number <= limit,
            ">" => number > limit,
            _ => number >= limit,
        }, false);
    }

    (string Text, bool IsQuoted, bool IsExpression) Operand()
    {
        Skip();
        if (at >= text.Length) throw FilterPattern.Invalid("a value is missing at its end");
        var operand = new StringBuilder();
        if (text[at] is '"' or '%')
        {
            var close = text[at++];
            for (; at < text.Length && text[at] != close; at++)
            {
                if (close == '"' && text[at] == '\\' && at + 1 < text.Length) at++;
                operand.Append(text[at]);
            }
            if (at >= text.Length) throw FilterPattern.Invalid($"{close} is not closed");
            at++;
            return (operand.ToString(), close == '"', close == '%');
        }
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (')' or '&' or '|')) operand.Append(text[at++]);
        return (operand.ToString(), false, false);
    }

    bool Take(string token)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(token)) return false;
        at += token.Length;
        Skip();
        return true;
    }

    bool Word(string word)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        if (at + word.Length < text.Length && char.IsLetterOrDigit(text[at + word.Length])) return false;
        at += word.Length;
        Skip();
        return true;
    }

    void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
