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
    [TestCase("ArnLike", "arn:aws:*", "arn:aws:sns:us-east-1:1:user1-t", ExpectedResult = false)]
    [TestCase("Bool", "true", "True", ExpectedResult = true)]
    [TestCase("Bool", "true", "false", ExpectedResult = false)]
    [TestCase("Null", "true", null, ExpectedResult = true)]
    [TestCase("Null", "true", "a", ExpectedResult = false)]
    [TestCase("Null", "false", "a", ExpectedResult = true)]
    [TestCase("Null", "false", null, ExpectedResult = false)]
    [TestCase("Null", "TRUE", null, ExpectedResult = true)]
    [TestCase("BinaryEquals", "QQ==", "QQ==", ExpectedResult = true)]
    [TestCase("BinaryEquals", "QQ==", "qq==", ExpectedResult = false)]
    [TestCase("StringNotEqualsIgnoreCase", "a", "A", ExpectedResult = false)]
    [TestCase("StringNotEqualsIgnoreCase", "a", "b", ExpectedResult = true)]
    [TestCase("StringEqualsIgnoreCase", "a", "b", ExpectedResult = false)]
    [TestCase("IpAddress", "10.0.0.0/8", "10.1.2.3", ExpectedResult = true)]
    [TestCase("IpAddress", "10.0.0.0/8", "11.1.2.3", ExpectedResult = false)]
    [TestCase("IpAddress", "10.0.0.0/8", "no address", ExpectedResult = false)]
    [TestCase("IpAddress", "10.1.2.3", "10.1.2.3", ExpectedResult = true)]
    [TestCase("IpAddress", "10.1.2.3", "10.1.2.4", ExpectedResult = false)]
    [TestCase("IpAddress", "no network", "10.1.2.3", ExpectedResult = false)]
    [TestCase("IpAddress", "2001:db8::/32", "2001:db8::1", ExpectedResult = true)]
    [TestCase("NotIpAddress", "10.0.0.0/8", "11.1.2.3", ExpectedResult = true)]
    [TestCase("NotIpAddress", "10.0.0.0/8", "10.1.2.3", ExpectedResult = false)]
    public bool One_value(string @operator, string wanted, string? actual) =>
        Holds($$"""{ "{{@operator}}": { "k:key": "{{wanted}}" } }""", actual is null ? null : [actual]);

    // One line for each operator: whether it holds for a smaller, an equal and a larger value, and for an absent one.
    [TestCase("NumericEquals", ExpectedResult = "- = - -")]
    [TestCase("NumericNotEquals", ExpectedResult = "< - > absent")]
    [TestCase("NumericLessThan", ExpectedResult = "< - - -")]
    [TestCase("NumericLessThanEquals", ExpectedResult = "< = - -")]
    [TestCase("NumericGreaterThan", ExpectedResult = "- - > -")]
    [TestCase("NumericGreaterThanEquals", ExpectedResult = "- = > -")]
    [TestCase("NumericGreaterThanEqualsIfExists", ExpectedResult = "- = > absent")]
    [TestCase("DateEquals", ExpectedResult = "- = - -")]
    [TestCase("DateNotEquals", ExpectedResult = "< - > absent")]
    [TestCase("DateLessThan", ExpectedResult = "< - - -")]
    [TestCase("DateLessThanEquals", ExpectedResult = "< = - -")]
    [TestCase("DateGreaterThan", ExpectedResult = "- - > -")]
    [TestCase("DateGreaterThanEquals", ExpectedResult = "- = > -")]
    public string Order(string @operator)
    {
        var (smaller, equal, larger, wanted) = @operator.StartsWith("Date", StringComparison.Ordinal)
            ? ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00+00:00", "2026-01-03", "2026-01-02T00:00:00Z")
            : ("9", "1.00e1", "10.5", "10");
        return string.Join(' ', Shown("<", smaller), Shown("=", equal), Shown(">", larger), Shown("absent", null));

        string Shown(string sign, string? actual) => One_value(@operator, wanted, actual) ? sign : "-";
    }

    // Text that is no number or date is neither smaller, equal nor larger.
    [TestCase("NumericEquals", "10", "x", ExpectedResult = false)]
    [TestCase("NumericEquals", "x", "x", ExpectedResult = false)]
    [TestCase("NumericLessThan", "10", "x", ExpectedResult = false)]
    [TestCase("NumericGreaterThanEquals", "x", "10", ExpectedResult = false)]
    [TestCase("NumericNotEquals", "x", "10", ExpectedResult = true)]
    [TestCase("DateLessThan", "soon", "2026-01-01", ExpectedResult = false)]
    [TestCase("DateEquals", "soon", "soon", ExpectedResult = false)]
    [TestCase("DateEquals", "2026-01-01", "soon", ExpectedResult = false)]
    [TestCase("DateEquals", "2026-02", "2026-02-01T00:00:00Z", ExpectedResult = true)]
    [TestCase("DateEquals", "2026-02-01T00:00Z", "2026-02-01T01:00:00.0+01:00", ExpectedResult = true)]
    [TestCase("DateNotEquals", "10.0", "10.0", ExpectedResult = true)]
    [TestCase("DateEquals", "1 Feb 2026", "2026-02-01", ExpectedResult = false)]
    // A date may also be the seconds of its epoch time, up to the last second of the year 9999.
    [TestCase("DateEquals", "1767225600", "2026-01-01T00:00:00Z", ExpectedResult = true)]
    [TestCase("DateEquals", "253402300799", "9999-12-31T23:59:59Z", ExpectedResult = true)]
    [TestCase("DateEquals", "253402300800", "253402300800", ExpectedResult = false)]
    [TestCase("DateLessThan", "253402300800", "2026-01-01T00:00:00Z", ExpectedResult = false)]
    public bool Numbers_and_dates(string @operator, string wanted, string actual) => One_value(@operator, wanted, actual);

    // AWS: the six parts of an ARN are compared one by one; ArnEquals and ArnLike are the same.
    [TestCase("arn:aws:sns:*:1:user1-*", "arn:aws:sns:us-east-1:1:user1-t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:us-east-?:1:t", "arn:aws:sns:us-east-1:1:t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:*:1:user1-*", "arn:aws:sns:us-east-1:1:user2-t", ExpectedResult = false)]
    [TestCase("arn:aws:sns:*:t", "arn:aws:sns:us-east-1:1:t", ExpectedResult = false)]
    [TestCase("arn:aws:sns:us-east-1:1", "arn:aws:sns:us-east-1:1:t", ExpectedResult = false)]
    [TestCase("arn:aws:sns:us-east-1:1:t", "arn:aws:sns:us-east-1:1", ExpectedResult = false)]
    [TestCase("arn:aws:s3", "arn:aws:s3", ExpectedResult = false)]
    [TestCase("arn:aws:logs:*:*:log-group:*", "arn:aws:logs:us-east-1:1:log-group:/a:b", ExpectedResult = true)]
    public bool Arns(string wanted, string actual)
    {
        var isLike = One_value("ArnLike", wanted, actual);
        Assert.That(One_value("ArnEquals", wanted, actual), Is.EqualTo(isLike));
        Assert.That(One_value("ArnNotLike", wanted, actual), Is.Not.EqualTo(isLike));
        Assert.That(One_value("ArnNotEquals", wanted, actual), Is.Not.EqualTo(isLike));
        return isLike;
    }

    [TestCase("ForAllValues:StringEquals", new[] { "a", "b" }, new[] { "a" }, ExpectedResult = true)]
    [TestCase("ForAllValues:StringEquals", new[] { "a" }, new[] { "a", "b" }, ExpectedResult = false)]
    [TestCase("ForAllValues:StringEquals", new[] { "a" }, null, ExpectedResult = true)]
    [TestCase("ForAnyValue:StringEquals", new[] { "a" }, new[] { "a", "b" }, ExpectedResult = true)]
    [TestCase("ForAnyValue:StringEquals", new[] { "a" }, new[] { "c" }, ExpectedResult = false)]
    [TestCase("ForAnyValue:StringEquals", new[] { "a" }, null, ExpectedResult = false)]
    [TestCase("ForAnyValue:StringEqualsIfExists", new[] { "a" }, null, ExpectedResult = false)]
    [TestCase("ForAllValues:StringEqualsIfExists", new[] { "a" }, null, ExpectedResult = true)]
    [TestCase("ForAllValues:StringNotEquals", new[] { "a" }, new[] { "b", "c" }, ExpectedResult = true)]
    [TestCase("ForAllValues:StringNotEquals", new[] { "a" }, new[] { "a", "b" }, ExpectedResult = false)]
    [TestCase("ForAllValues:StringNotEquals", new[] { "a" }, null, ExpectedResult = true)]
    [TestCase("ForAnyValue:StringNotEquals", new[] { "a" }, new[] { "a", "b" }, ExpectedResult = true)]
    [TestCase("ForAnyValue:StringNotEquals", new[] { "a" }, new[] { "a" }, ExpectedResult = false)]
    [TestCase("ForAnyValue:StringNotEquals", new[] { "a" }, null, ExpectedResult = false)]
    // Without a quantifier one equal value is enough, and a negated operator wants none.
    [TestCase("StringEquals", new[] { "a", "b" }, new[] { "c", "b" }, ExpectedResult = true)]
    [TestCase("StringNotEquals", new[] { "a", "b" }, new[] { "c", "b" }, ExpectedResult = false)]
    [TestCase("StringEquals", new[] { "a" }, new string[0], ExpectedResult = false)]
    [TestCase("StringNotEquals", new[] { "a" }, new string[0], ExpectedResult = true)]
    [TestCase("Null", new[] { "true" }, new string[0], ExpectedResult = true)]
    [TestCase("Null", new[] { "true", "false" }, new[] { "a" }, ExpectedResult = true)]
    public bool Several_values(string @operator, string[] wanted, string[]? actual) =>
        Holds($$"""{ "{{@operator}}": { "k:key": {{System.Text.Json.JsonSerializer.Serialize(wanted)}} } }""", actual);

    [Test]
    public void Keys_ignore_case() => Assert.That(Holds("""{"StringEquals":{"K:KEY":"a"}}""", "a"), Is.True);

    [TestCase("""{"StringEquals":{"k:key":"a"},"StringLike":{"k:key":"b*"}}""", ExpectedResult = false)]
    [TestCase("""{"StringEquals":{"k:key":"a","k:other":"b"}}""", ExpectedResult = false)]
    [TestCase("""{"StringEquals":{"k:key":"a"},"StringLike":{"k:key":"a*"}}""", ExpectedResult = true)]
    public bool All_conditions_must_hold(string condition) => Holds(condition, "a");

    [TestCase("\"Action\":[\"s3:PutObject\",\"s3:Get*\"],\"Resource\":\"*\"", ExpectedResult = true)]
    [TestCase("\"NotAction\":[\"s3:PutObject\",\"s3:Get*\"],\"Resource\":\"*\"", ExpectedResult = false)]
    [TestCase("\"NotAction\":\"s3:Put*\",\"Resource\":\"*\"", ExpectedResult = true)]
    [TestCase("\"Action\":\"*\",\"Resource\":[\"arn:aws:s3:::c/*\",\"arn:aws:s3:::b/*\"]", ExpectedResult = true)]
    [TestCase("\"Action\":\"*\",\"NotResource\":[\"arn:aws:s3:::c/*\",\"arn:aws:s3:::b/*\"]", ExpectedResult = false)]
    [TestCase("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::c/*\"", ExpectedResult = true)]
    [TestCase("\"Action\":\"s3:PutObject\",\"Resource\":\"*\"", ExpectedResult = false)]
    public bool A_statement_speaks_of_an_action_on_a_resource(string members) =>
        AccessEvaluator
            .Evaluate(
                new(User, "s3:GetObject", "arn:aws:s3:::b/k", "123456789012"),
                new() { Identity = [PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow",{{members}} } }""")] }
            )
            .IsAllowed;
}
