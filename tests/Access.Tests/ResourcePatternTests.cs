using static Classroom.Access.Tests.Asking;

namespace Classroom.Access.Tests;

/// <summary>AWS, "IAM JSON policy elements: Resource" and "IAM identifiers".</summary>
public sealed class ResourcePatternTests
{
    // A * at the end of a part may match beyond the next colon, others match within their part.
    [TestCase("arn:aws:sns:*", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:*:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:us-*:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:us-*-1:123456789012:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:u*2:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = false)]
    [TestCase("arn:aws:s*s:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = false)]
    [TestCase("arn:aws:s*s:us-east-1:123456789012:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:us-east-1:12345678901?:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = true)]
    [TestCase("arn:aws:sns:us-east-1?123456789012:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = false)]
    [TestCase("arn:aws:sns:*:*:*:t", "arn:aws:sns:us-east-1:123456789012:t", ExpectedResult = false)]
    // In the last part a wildcard matches colons and slashes.
    [TestCase("arn:aws:s3:::b/*/x", "arn:aws:s3:::b/a:b/c/x", ExpectedResult = true)]
    [TestCase("arn:aws:s3:::b/?/x", "arn:aws:s3:::b/:/x", ExpectedResult = true)]
    [TestCase("arn:aws:s3:::b/*/x", "arn:aws:s3:::b/x", ExpectedResult = false)]
    [TestCase("arn:aws:s3:::b", "arn:aws:s3:::b/x", ExpectedResult = false)]
    // AWS completes an ARN with missing parts.
    [TestCase("arn:aws:sqs", "arn:aws:sqs:us-east-1:123456789012:q", ExpectedResult = true)]
    [TestCase("arn:aws:sqs:us-east-1", "arn:aws:sqs:us-east-1:123456789012:q", ExpectedResult = true)]
    [TestCase("arn:aws:sqs:us-east-1:123456789012", "arn:aws:sqs:us-east-1:123456789012:q", ExpectedResult = true)]
    [TestCase("arn:aws:sqs:us-west-2", "arn:aws:sqs:us-east-1:123456789012:q", ExpectedResult = false)]
    [TestCase("arn:aws:sq", "arn:aws:sqs:us-east-1:123456789012:q", ExpectedResult = false)]
    [TestCase("arn:aws:sqs:us-east-1:123456789012", "arn:aws:sqs:us-east-1:123456789012", ExpectedResult = true)]
    // A wildcard is not the type of a resource.
    [TestCase("arn:aws:iam::123456789012:u*", "arn:aws:iam::123456789012:user/ann", ExpectedResult = false)]
    [TestCase("arn:aws:iam::123456789012:*/ann", "arn:aws:iam::123456789012:user/ann", ExpectedResult = false)]
    [TestCase("arn:aws:iam::123456789012:use?/ann", "arn:aws:iam::123456789012:user/ann", ExpectedResult = false)]
    [TestCase("arn:aws:iam::123456789012:user/*", "arn:aws:iam::123456789012:user/ann", ExpectedResult = true)]
    [TestCase("arn:aws:iam::123456789012:*", "arn:aws:iam::123456789012:user/ann", ExpectedResult = true)]
    [TestCase("arn:aws:logs:*:*:*", "arn:aws:logs:us-east-1:123456789012:log-group:g", ExpectedResult = true)]
    [TestCase("arn:aws:lambda:*:*:*:user1-f", "arn:aws:lambda:us-east-1:123456789012:function:user1-f", ExpectedResult = false)]
    [TestCase("arn:aws:lambda:*:*:function:user1-*", "arn:aws:lambda:us-east-1:123456789012:function:user1-f:2", ExpectedResult = true)]
    [TestCase("arn:aws:sns:us-east-1:123456789012:user1-*", "arn:aws:sns:us-east-1:123456789012:user1-t", ExpectedResult = true)]
    [TestCase("arn:aws:sqs:*:*:*-q", "arn:aws:sqs:us-east-1:123456789012:user1-q", ExpectedResult = true)]
    [TestCase("*", "arn:aws:iam::123456789012:user/ann", ExpectedResult = true)]
    [TestCase("*", "*", ExpectedResult = true)]
    [TestCase("arn:aws:s3:::*", "*", ExpectedResult = false)]
    public bool A_pattern_matches_a_resource(string pattern, string resource) =>
        AccessEvaluator
            .Evaluate(new(User, "s3:GetObject", resource, Account), new() { Identity = [Policy(Statement("Allow", "*", pattern))] })
            .IsAllowed;

    // A variable without a value matches no resource; what NotResource excludes by such a variable is not known, and so not allowed.
    [TestCase("Allow", "NotResource", "${aws:username}", ExpectedResult = false)]
    [TestCase("Allow", "NotResource", "arn:aws:s3:::other", ExpectedResult = true)]
    [TestCase("Deny", "NotResource", "${aws:username}", ExpectedResult = false)]
    [TestCase("Deny", "Resource", "${aws:username}", ExpectedResult = true)]
    public bool A_variable_without_a_value_allows_nothing(string effect, string element, string pattern)
    {
        var statement = $$"""{"Effect":"{{effect}}","Action":"*","{{element}}":"{{pattern}}"}""";
        var policy = effect == "Allow" ? Policy(statement) : Policy(Statement("Allow", "*"), statement);
        return AccessEvaluator.Evaluate(new(User, "s3:GetObject", "arn:aws:s3:::b/k", Account), new() { Identity = [policy] }).IsAllowed;
    }

    // AWS: a denial with NotPrincipal always concerns a caller with a permissions boundary, whomever it excepts.
    [TestCase(false, ExpectedResult = Reason.Allowed)]
    [TestCase(true, ExpectedResult = Reason.ExplicitDenyInResourcePolicy)]
    public Reason NotPrincipal_in_a_denial(bool hasBoundary) =>
        Decide(
            Invoke(User),
            new()
            {
                Identity = [Allow("*")],
                Boundary = hasBoundary ? Allow("*") : null,
                Resource = ByResource("Deny", $$"""  "NotPrincipal":{"AWS":"{{User.Arn}}"} """),
            }
        );

    [TestCase("sts:AssumeRole", ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("sts:TagSession", ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("sts:GetAccessKeyInfo", ExpectedResult = Reason.Allowed)]
    public Reason A_trust_policy_must_allow_the_role_and_its_tags(string action) =>
        Decide(Invoke(User) with { Action = action }, new() { Identity = [Allow("*")], Resource = Deny("s3:*") });
}
