using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.States;

/// <summary>A comparison operator of Choice rules. A comparison of values of different kinds is false.</summary>
sealed record ChoiceOperator(string Name, string Expects, Func<Json, bool> Takes, Func<Json, Json, bool> Holds)
{
    public static IReadOnlyList<ChoiceOperator> All { get; } =
    [
        .. Ordered(
            "String",
            "string",
            value => value is JsonString,
            (a, b) => a is JsonString x && b is JsonString y ? string.CompareOrdinal(x.Value, y.Value) : null
        ),
        new(
            "StringMatches",
            "string",
            value => value is JsonString,
            (a, b) => a is JsonString text && b is JsonString pattern && Wildcard.Parse(pattern.Value, hasEscapes: true).Matches(text.Value)
        )
        {
            HasPath = false,
        },
        .. Ordered(
            "Numeric",
            "number",
            value => value is JsonNumber,
            (a, b) => a is JsonNumber x && b is JsonNumber y ? x.Value.CompareTo(y.Value) : null
        ),
        new("BooleanEquals", "boolean", value => value is JsonBoolean, (a, b) => a is JsonBoolean x && b is JsonBoolean y && x == y),
        .. Ordered(
            "Timestamp",
            "timestamp",
            value => Moment(value) is not null,
            (a, b) => Moment(a) is { } x && Moment(b) is { } y ? x.CompareTo(y) : null
        ),
        Kind("IsNull", value => value is JsonNull),
        Kind("IsPresent", _ => true),
        Kind("IsNumeric", value => value is JsonNumber),
        Kind("IsString", value => value is JsonString),
        Kind("IsBoolean", value => value is JsonBoolean),
        Kind("IsTimestamp", value => Moment(value) is not null),
    ];

    /// <summary>The operator has a variant whose expected value comes from a path, such as StringEqualsPath.</summary>
    public bool HasPath { get; init; } = true;

    static IEnumerable<ChoiceOperator> Ordered(string kind, string expects, Func<Json, bool> takes, Func<Json, Json, int?> compare) =>
        [
            new($"{kind}Equals", expects, takes, (a, b) => compare(a, b) == 0),
            new($"{kind}LessThan", expects, takes, (a, b) => compare(a, b) < 0),
            new($"{kind}GreaterThan", expects, takes, (a, b) => compare(a, b) > 0),
            new($"{kind}LessThanEquals", expects, takes, (a, b) => compare(a, b) <= 0),
            new($"{kind}GreaterThanEquals", expects, takes, (a, b) => compare(a, b) >= 0),
        ];

    static ChoiceOperator Kind(string name, Func<Json, bool> isKind) =>
        new(name, "boolean", value => value is JsonBoolean, (a, b) => b is JsonBoolean expected && isKind(a) == expected.Value)
        {
            HasPath = false,
        };

    static DateTimeOffset? Moment(Json value) => value is JsonString text ? WaitState.ParseTimestamp(text.Value) : null;
}
