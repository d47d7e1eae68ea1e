using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Tests.States;

/// <summary>Every operator against a value of every kind: what is of another kind than the operator's is false, never an error.</summary>
public class ChoiceOperatorTests
{
    static readonly string[] Kinds =
    [
        "null",
        "true",
        "false",
        "1",
        "2",
        "1.0",
        "\"a\"",
        "\"b\"",
        "\"1\"",
        "\"2026-01-01T00:00:00Z\"",
        "[]",
        "{}",
    ];

    static ChoiceOperator Find(string name) => ChoiceOperator.All.Single(op => op.Name == name);

    // What is true of the kinds above, in their order; everything else is false.
    [TestCase("StringEquals", "\"b\"", "\"b\"")]
    [TestCase("StringLessThan", "\"b\"", "\"a\"", "\"1\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("StringGreaterThan", "\"a\"", "\"b\"")]
    [TestCase("StringLessThanEquals", "\"a\"", "\"a\"", "\"1\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("StringGreaterThanEquals", "\"a\"", "\"a\"", "\"b\"")]
    [TestCase("StringMatches", "\"2026*Z\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("NumericEquals", "1", "1", "1.0")]
    [TestCase("NumericLessThan", "2", "1", "1.0")]
    [TestCase("NumericGreaterThan", "1", "2")]
    [TestCase("NumericLessThanEquals", "1", "1", "1.0")]
    [TestCase("NumericGreaterThanEquals", "1", "1", "2", "1.0")]
    [TestCase("BooleanEquals", "true", "true")]
    [TestCase("BooleanEquals", "false", "false")]
    [TestCase("TimestampEquals", "\"2025-12-31T19:00:00-05:00\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("TimestampLessThan", "\"2026-01-01T00:00:00.001Z\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("TimestampGreaterThan", "\"2025-01-01T00:00:00Z\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("TimestampLessThanEquals", "\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("TimestampGreaterThanEquals", "\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("IsNull", "true", "null")]
    [TestCase("IsNumeric", "true", "1", "2", "1.0")]
    [TestCase("IsString", "true", "\"a\"", "\"b\"", "\"1\"", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("IsBoolean", "true", "true", "false")]
    [TestCase("IsTimestamp", "true", "\"2026-01-01T00:00:00Z\"")]
    [TestCase("IsNull", "false", "true", "false", "1", "2", "1.0", "\"a\"", "\"b\"", "\"1\"", "\"2026-01-01T00:00:00Z\"", "[]", "{}")]
    [TestCase("IsString", "false", "null", "true", "false", "1", "2", "1.0", "[]", "{}")]
    public void An_operator_holds_for(string name, string expected, params string[] holds) =>
        Assert.That(Kinds.Where(kind => Find(name).Holds(Json.Parse(kind), Json.Parse(expected))), Is.EqualTo(holds));

    [TestCase("a*c", "abbc", true)]
    [TestCase("a*c", "ab", false)]
    [TestCase("*", "", true)]
    [TestCase("*.log", "x.log", true)]
    [TestCase("*.log", "xlog", false)]
    [TestCase(@"a\*c", "a*c", true)]
    [TestCase(@"a\*c", "abc", false)]
    [TestCase(@"a\\*", @"a\b", true)]
    [TestCase("a?c", "abc", false)]
    public void A_star_stands_for_any_characters(string pattern, string text, bool matches) =>
        Assert.That(Find("StringMatches").Holds(text, pattern), Is.EqualTo(matches));

    [Test]
    public void There_are_the_operators_of_the_language() =>
        Assert.That(
            ChoiceOperator.All.Sum(op => op.HasPath ? 2 : 1),
            Is.EqualTo(39),
            "sixteen with a …Path of their own, and seven without"
        );
}
