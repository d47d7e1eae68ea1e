using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages.LogPatterns;

/// <summary>Parses conditions: comparisons joined by &amp;&amp; and ||, with parentheses.</summary>
sealed class ConditionParser(string text)
{
    static readonly string[] Comparisons = ["!=", "<=", ">=", "=", "<", ">"];

    readonly BoundedReader reader = new(text, LanguageLimits.LogPattern);

    /// <summary>Parses a condition on a JSON message.</summary>
    public Condition<JsonNode> ParseMessageCondition() => Whole(MessageComparison);

    /// <summary>Parses a condition on the text of one column.</summary>
    public Condition<string> ParseColumnCondition(string column) => Whole(() => ColumnComparison(column));

    Condition<T> Whole<T>(Func<Condition<T>> comparison)
    {
        var condition = Either(comparison);
        reader.SkipSpace();
        return reader.IsAtEnd ? condition : throw reader.Expected("&&, || or the end");
    }

    Condition<T> Either<T>(Func<Condition<T>> comparison)
    {
        using var level = reader.Deeper();
        var parts = new List<Condition<T>> { Both(comparison) };
        while (reader.TakeToken("||"))
            parts.Add(Both(comparison));
        return parts is [var only] ? only : new AnyOf<T>(parts);
    }

    Condition<T> Both<T>(Func<Condition<T>> comparison)
    {
        var parts = new List<Condition<T>> { One(comparison) };
        while (reader.TakeToken("&&"))
            parts.Add(One(comparison));
        return parts is [var only] ? only : new AllOf<T>(parts);
    }

    Condition<T> One<T>(Func<Condition<T>> comparison)
    {
        if (!reader.TakeToken("("))
            return comparison();
        var inner = Either(comparison);
        reader.Expect(")");
        return inner;
    }

    Comparison<JsonNode> MessageComparison()
    {
        reader.SkipSpace();
        if (reader.Current != '$')
            throw reader.Expected("a selector that begins with $");
        var selector = Selector.Parse(reader.TakeWhile(c => !char.IsWhiteSpace(c) && c is not ('=' or '!' or '<' or '>' or ')')));
        if (Word("NOT"))
            return Word("EXISTS") ? new(node => selector.Of(node).Count == 0) : throw reader.Expected("EXISTS");
        if (Word("EXISTS"))
            return new(node => selector.Of(node).Count > 0);
        if (Word("IS"))
            return Is(selector);
        var (test, isNegated) = Test();
        return new(node => selector.Of(node).Any(value => value is JsonValue && test(JsonCondition.Text(value)) != isNegated));
    }

    Comparison<JsonNode> Is(Selector selector)
    {
        if (Word("NULL"))
            return new(node => selector.Of(node).Any(value => value is null));
        if (Word("TRUE"))
            return new(node => selector.Of(node).Any(value => value?.GetValueKind() == JsonValueKind.True));
        if (Word("FALSE"))
            return new(node => selector.Of(node).Any(value => value?.GetValueKind() == JsonValueKind.False));
        throw reader.Expected("NULL, TRUE or FALSE");
    }

    Comparison<string> ColumnComparison(string column)
    {
        if (!reader.TakeToken(column))
            throw reader.Expected($"the column {column}");
        var (test, isNegated) = Test();
        return new(value => test(value) != isNegated);
    }

    (Func<string, bool> Test, bool IsNegated) Test()
    {
        var comparison = Array.Find(Comparisons, reader.TakeToken) ?? throw reader.Expected("a comparison");
        var (operand, isQuoted, isExpression) = Operand();
        if (comparison is "=" or "!=")
        {
            if (isExpression)
                return (RegularExpression.Parse(operand).IsMatch, comparison == "!=");
            if (!isQuoted && FiniteNumber.Parse(operand) is { } number)
                return (value => FiniteNumber.Parse(value) == number, comparison == "!=");
            return (Wildcard.Parse(operand).Matches, comparison == "!=");
        }
        var limit = FiniteNumber.Parse(operand) ?? throw reader.Refuse($"{comparison} needs a number, not '{operand}'");
        return (
            value =>
                FiniteNumber.Parse(value) is { } number
                && comparison switch
                {
                    "<" => number < limit,
                    "<=" => number <= limit,
                    ">" => number > limit,
                    _ => number >= limit,
                },
            false
        );
    }

    (string Text, bool IsQuoted, bool IsExpression) Operand()
    {
        reader.SkipSpace();
        if (reader.IsAtEnd)
            throw reader.Expected("a value");
        return reader.Current switch
        {
            '"' => (reader.TakeQuoted(), true, false),
            '%' => (reader.TakeQuoted(hasEscapes: false), false, true),
            _ => (reader.TakeWhile(c => !char.IsWhiteSpace(c) && c is not (')' or '&' or '|')), false, false),
        };
    }

    bool Word(string word) => reader.TakeWord(word, StringComparison.OrdinalIgnoreCase);
}
