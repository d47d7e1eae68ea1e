namespace Classroom.Access.Tests;

/// <summary>Truth tables of the operators, absent keys and lists included.</summary>
public sealed class ConditionTests
{
    static readonly Principal User = new(PrincipalKind.User, "arn:aws:iam::123456789012:user/u", "123456789012");

    static bool Holds(string condition, params string[]? values)
    {
        var policy = PolicyDocument.Parse(
            $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {{condition}} } }"""
        );
        var request = new AccessRequest(User, "s3:GetObject", "arn:aws:s3:::b/k", "123456789012");
        if (values is not null)
            request = request.With("k:key", [.. values]);
        return AccessEvaluator.Evaluate(request, new() { Identity = [policy] }).IsAllowed;
    }

    [TestCase("StringEquals", "a", "a", ExpectedResult = true)]
    [TestCase("StringEquals", "a", "A", ExpectedResult = false)]
    [TestCase("StringEquals", "a*", "ab", ExpectedResult = false)]
    [TestCase("StringEquals", "a", null, ExpectedResult = false)]
    [TestCase("StringEqualsIfExists", "a", null, ExpectedResult = true)]
    [TestCase("StringEqualsIfExists", "a", "b", ExpectedResult = false)]
    [TestCase("StringNotEquals", "a", "a", ExpectedResult = false)]
    [TestCase("StringNotEquals", "a", "b", ExpectedResult = true)]
    [TestCase("StringNotEquals", "a", null, ExpectedResult = true)]
    [TestCase("StringEqualsIgnoreCase", "a", "A", ExpectedResult = true)]
    [TestCase("StringLike", "a*", "abc", ExpectedResult = true)]
    [TestCase("StringLike", "a?", "abc", ExpectedResult = false)]
    [TestCase("StringNotLike", "a*", "abc", ExpectedResult = false)]
    [TestCase("StringNotLike", "a*", null, ExpectedResult = true)]
    [TestCase("ArnLike", "arn:aws:sns:*:1:user1-*", "arn:aws:sns:us-east-1:1:user1-t", ExpectedResult = true)]
    [TestCase("ArnLike", "arn:aws:*", "arn:aws:sns:us-east-1:1:user1-t", ExpectedResult = false)]
    [TestCase("ArnEquals", "arn:aws:sns:*:1:user1-*", "arn:aws:sns:us-east-1:1:user2-t", ExpectedResult = false)]
    [TestCase("Bool", "true", "True", ExpectedResult = true)]
    [TestCase("Bool", "true", "false", ExpectedResult = false)]
    [TestCase("Null", "true", null, ExpectedResult = true)]
    [TestCase("Null", "true", "a", ExpectedResult = false)]
    [TestCase("Null", "false", "a", ExpectedResult = true)]
    [TestCase("Null", "false", null, ExpectedResult = false)]
    [TestCase("NumericLessThan", "10", "9", ExpectedResult = true)]
    [TestCase("NumericLessThan", "10", "10", ExpectedResult = false)]
    [TestCase("NumericLessThan", "10", "x", ExpectedResult = false)]
    [TestCase("DateGreaterThan", "2026-01-01T00:00:00Z", "2026-11-20T00:00:00Z", ExpectedResult = true)]
    [TestCase("IpAddress", "10.0.0.0/8", "10.1.2.3", ExpectedResult = true)]
    [TestCase("IpAddress", "10.0.0.0/8", "11.1.2.3", ExpectedResult = false)]
    [TestCase("NotIpAddress", "10.0.0.0/8", "11.1.2.3", ExpectedResult = true)]
    public bool One_value(string @operator, string wanted, string? actual) =>
        Holds($$"""{ "{{@operator}}": { "k:key": "{{wanted}}" } }""", actual is null ? null : [actual]);

    [TestCase("ForAllValues:StringEquals", new[] { "a", "b" }, new[] { "a" }, ExpectedResult = true)]
    [TestCase("ForAllValues:StringEquals", new[] { "a" }, new[] { "a", "b" }, ExpectedResult = false)]
    [TestCase("ForAllValues:StringEquals", new[] { "a" }, null, ExpectedResult = true)]
    [TestCase("ForAnyValue:StringEquals", new[] { "a" }, new[] { "a", "b" }, ExpectedResult = true)]
    [TestCase("ForAnyValue:StringEquals", new[] { "a" }, new[] { "c" }, ExpectedResult = false)]
    [TestCase("ForAnyValue:StringEquals", new[] { "a" }, null, ExpectedResult = false)]
    public bool Several_values(string @operator, string[] wanted, string[]? actual) =>
        Holds($$"""{ "{{@operator}}": { "k:key": {{System.Text.Json.JsonSerializer.Serialize(wanted)}} } }""", actual);

    [Test]
    public void Keys_ignore_case() => Assert.That(Holds("""{"StringEquals":{"K:KEY":"a"}}""", "a"), Is.True);

    [Test]
    public void An_operator_that_iam_does_not_know_is_refused() =>
        Assert.That(
            () => Holds("""{"StringSame":{"k:key":"a"}}"""),
            Throws.TypeOf<PolicySyntaxException>().With.Message.EqualTo("StringSame is not a condition operator of IAM")
        );
}
