using static Classroom.Access.Tests.Asking;

namespace Classroom.Access.Tests;

/// <summary>Policy variables: AWS, "IAM policy elements: Variables and tags".</summary>
public sealed class VariableTests
{
    static bool Matches(string resource, string actual, string version = "2012-10-17", params string[] values)
    {
        var policy = PolicyDocument.Parse(
            $$"""{"Version":"{{version}}","Statement":{"Effect":"Allow","Action":"*","Resource":"{{resource}}"} }"""
        );
        var request = new AccessRequest(User, "s3:GetObject", actual, Account);
        if (values.Length > 0)
            request = request.With("aws:username", [.. values]);
        return AccessEvaluator.Evaluate(request, new() { Identity = [policy] }).IsAllowed;
    }

    [TestCase("home/${aws:username}", "home/ann", ExpectedResult = true)]
    [TestCase("home/${aws:username}", "home/bob", ExpectedResult = false)]
    [TestCase("home/${AWS:UserName}/*", "home/ann/x", ExpectedResult = true)]
    [TestCase("${aws:username}-${aws:username}", "ann-ann", ExpectedResult = true)]
    [TestCase("${aws:username, 'nobody'}", "ann", ExpectedResult = true)]
    [TestCase("${aws:username, 'nobody'}", "nobody", ExpectedResult = false)]
    public bool A_variable_stands_for_its_value(string resource, string actual) => Matches(resource, actual, values: "ann");

    [TestCase("home/${aws:username}", "home/", ExpectedResult = false)]
    [TestCase("home/${aws:username, 'nobody'}", "home/nobody", ExpectedResult = true)]
    [TestCase("home/${aws:username,'no*'}", "home/no*", ExpectedResult = true)]
    [TestCase("home/${aws:username,'no*'}", "home/nobody", ExpectedResult = false)]
    [TestCase("home/*", "home/ann", ExpectedResult = true)]
    public bool A_variable_without_a_value_takes_its_default_or_matches_nothing(string resource, string actual) =>
        Matches(resource, actual);

    [Test]
    public void A_key_with_several_values_fills_no_variable() =>
        Assert.That(Matches("${aws:username}", "ann", values: ["ann", "bob"]), Is.False);

    [TestCase("*", ExpectedResult = false)]
    [TestCase("a?n", ExpectedResult = false)]
    public bool A_wildcard_in_a_value_is_plain_text(string value) => Matches("${aws:username}", "ann", values: value);

    // ${*}, ${?} and ${$} are the characters themselves.
    [TestCase("a${*}", "a*", ExpectedResult = true)]
    [TestCase("a${*}", "ab", ExpectedResult = false)]
    [TestCase("a${?}", "a?", ExpectedResult = true)]
    [TestCase("a${?}", "ab", ExpectedResult = false)]
    [TestCase("a${$}", "a$", ExpectedResult = true)]
    [TestCase("a?", "a?", ExpectedResult = true)]
    [TestCase("a*", "a*", ExpectedResult = true)]
    public bool Special_characters_are_written_as_variables(string resource, string actual) => Matches(resource, actual);

    [TestCase("home/${aws:username}", "home/${aws:username}", ExpectedResult = true)]
    [TestCase("home/${aws:username}", "home/ann", ExpectedResult = false)]
    public bool In_policies_of_2008_a_variable_is_plain_text(string resource, string actual) =>
        Matches(resource, actual, "2008-10-17", "ann");

    [TestCase("StringEquals", "${*}", "*", ExpectedResult = true)]
    [TestCase("StringEquals", "*", "*", ExpectedResult = true)]
    [TestCase("StringEquals", "${?}", "?", ExpectedResult = true)]
    [TestCase("StringEqualsIgnoreCase", "${k:key}a", "Aa", ExpectedResult = false)]
    [TestCase("StringEqualsIgnoreCase", "${k:key}", "A", ExpectedResult = true)]
    [TestCase("StringNotEquals", "${k:other}", "a", ExpectedResult = true)]
    [TestCase("StringEquals", "${k:other}", "a", ExpectedResult = false)]
    public bool Conditions_are_filled_too(string @operator, string wanted, string actual) =>
        AccessEvaluator
            .Evaluate(
                new AccessRequest(User, "s3:GetObject", "*", Account).With("k:key", actual),
                new()
                {
                    Identity =
                    [
                        Policy(
                            $$$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{@operator}}}":{"k:key":"{{{wanted}}}"} } }"""
                        ),
                    ],
                }
            )
            .IsAllowed;
}
