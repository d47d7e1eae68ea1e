using static Classroom.Access.Tests.Asking;

namespace Classroom.Access.Tests;

/// <summary>
/// All condition operators with all quantifiers and with IfExists, for every kind of request: AWS, "IAM JSON policy elements: Condition
/// operators" and "Set operators for multivalued context keys". A column is a request: t where the condition holds, f where not.
/// </summary>
public sealed class OperatorTableTests
{
    /// <summary>An operator with a value of a policy, and values of requests that match it and do not.</summary>
    sealed record Sample(string Operator, string Wanted, string Match, string Other);

    static readonly Sample[] Positive =
    [
        new("StringEquals", "a", "a", "b"),
        new("StringEqualsIgnoreCase", "a", "A", "b"),
        new("StringLike", "a*", "ab", "b"),
        new("ArnEquals", "arn:aws:sns:*:1:a*", "arn:aws:sns:x:1:ab", "arn:aws:sns:x:1:b"),
        new("ArnLike", "arn:aws:sns:*:1:a*", "arn:aws:sns:x:1:ab", "arn:aws:sns:x:1:b"),
        new("Bool", "true", "True", "false"),
        new("BinaryEquals", "QQ==", "QQ==", "Qg=="),
        new("IpAddress", "10.0.0.0/8", "10.1.2.3", "11.1.2.3"),
        new("NumericEquals", "10", "10.0", "11"),
        new("NumericLessThan", "10", "9", "10"),
        new("NumericLessThanEquals", "10", "10", "11"),
        new("NumericGreaterThan", "10", "11", "10"),
        new("NumericGreaterThanEquals", "10", "10", "9"),
        new("DateEquals", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"),
        new("DateLessThan", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
        new("DateLessThanEquals", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"),
        new("DateGreaterThan", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z"),
        new("DateGreaterThanEquals", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"),
    ];

    static readonly Dictionary<string, string> Negations = new()
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NumericNotEquals"] = "NumericEquals",
        ["DateNotEquals"] = "DateEquals",
        ["NotIpAddress"] = "IpAddress",
    };

    // The columns: a value that matches; another value; one of each; two that match; two others; no value; an absent key.
    static readonly (string Quantifier, string Holds, string HoldsIfNegated)[] Columns =
    [
        ("", "tftt fff", "ftff ttt"),
        ("ForAllValues:", "tfft ftt", "ftff ttt"),
        ("ForAnyValue:", "tftt fff", "fttf tff"),
    ];

    static IEnumerable<TestCaseData> Table() =>
        from sample in Positive.Concat(
            Negations.Select(pair => Positive.Single(sample => sample.Operator == pair.Value) with { Operator = pair.Key })
        )
        from column in Columns
        from ifExists in new[] { false, true }
        let plain = Negations.ContainsKey(sample.Operator) ? column.HoldsIfNegated : column.Holds
        // IfExists changes only what an absent key means, and ForAnyValue wants a value even then.
        let expected = ifExists && column.Quantifier != "ForAnyValue:" ? plain[..^2] + "tt" : plain
        select new TestCaseData($"{column.Quantifier}{sample.Operator}{(ifExists ? "IfExists" : "")}", sample, expected).SetArgDisplayNames(
            $"{column.Quantifier}{sample.Operator}{(ifExists ? "IfExists" : "")}"
        );

    [TestCaseSource(nameof(Table))]
    public void An_operator_for_every_kind_of_request(string name, object with, string expected)
    {
        var sample = (Sample)with;
        Assert.That(
            string.Concat(
                Shown(sample.Match),
                Shown(sample.Other),
                Shown(sample.Match, sample.Other),
                Shown(sample.Match, sample.Match),
                " ",
                Shown(sample.Other, sample.Other),
                Shown([]),
                Shown(null)
            ),
            Is.EqualTo(expected)
        );

        string Shown(params string[]? values) => Holds(name, sample.Wanted, values) ? "t" : "f";
    }

    // The columns as above, with any value of the request.
    [TestCase("true", ExpectedResult = "ftt")]
    [TestCase("false", ExpectedResult = "tff")]
    public string Null_tests_whether_the_key_is_there(string wanted) =>
        string.Concat(new string[]?[] { ["a"], [], null }.Select(values => Holds("Null", wanted, values) ? "t" : "f"));

    // Variables are replaced in the values of string and ARN operators; a variable without a value matches nothing.
    [TestCase("StringEquals", "${k:name}", "ann", ExpectedResult = "tff")]
    [TestCase("StringNotEquals", "${k:name}", "ann", ExpectedResult = "ftt")]
    [TestCase("StringEqualsIgnoreCase", "${k:name}", "ANN", ExpectedResult = "tff")]
    [TestCase("StringLike", "${k:name}*", "anna", ExpectedResult = "tff")]
    [TestCase("StringNotLike", "${k:name}*", "anna", ExpectedResult = "ftt")]
    [TestCase("ArnLike", "arn:aws:sns:x:1:${k:name}", "arn:aws:sns:x:1:ann", ExpectedResult = "tff")]
    [TestCase("ArnNotEquals", "arn:aws:sns:x:1:${k:name}", "arn:aws:sns:x:1:ann", ExpectedResult = "ftt")]
    [TestCase("StringEquals", "${k:name, 'ann'}", "ann", ExpectedResult = "tft")]
    [TestCase("Bool", "${k:name}", "ann", ExpectedResult = "fff")]
    [TestCase("BinaryEquals", "${k:name}", "ann", ExpectedResult = "fff")]
    public string Variables(string name, string wanted, string actual) =>
        string.Concat(new[] { "ann", "bob", null }.Select(variable => Holds(name, wanted, [actual], variable) ? "t" : "f"));

    static bool Holds(string name, string wanted, string[]? values, string? variable = null)
    {
        var request = new AccessRequest(User, "s3:GetObject", "arn:aws:s3:::b/k", Account);
        if (values is not null)
            request = request.With("k:key", [.. values]);
        if (variable is not null)
            request = request.With("k:name", variable);
        var policy = Policy($$$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{name}}}":{"k:key":"{{{wanted}}}"} } }""");
        return AccessEvaluator.Evaluate(request, new() { Identity = [policy] }).IsAllowed;
    }
}
