using static Classroom.Access.Tests.Asking;

namespace Classroom.Access.Tests;

/// <summary>AWS: an explicit deny in any applicable policy overrides every allow. The error message names the kind of policy.</summary>
public sealed class DenialTests
{
    static readonly PolicyDocument All = Allow("*");

    [Test]
    public void One_denying_policy_among_several_of_its_kind_is_enough()
    {
        var deny = Deny("lambda:*");
        Assert.That(Decide(Invoke(User), new() { Identity = [All, deny] }), Is.EqualTo(Reason.ExplicitDenyInIdentityPolicy));
        Assert.That(
            Decide(Invoke(Role), new() { Identity = [All], Session = [All, deny] }),
            Is.EqualTo(Reason.ExplicitDenyInSessionPolicy)
        );
        Assert.That(Decide(Invoke(User), new() { Identity = [All], Boundary = deny }), Is.EqualTo(Reason.ExplicitDenyInBoundary));
    }

    [Test]
    public void One_denying_statement_among_several_of_a_policy_is_enough()
    {
        var mixed = Policy(Statement("Allow", "*"), Statement("Deny", "lambda:*"));
        Assert.That(Decide(Invoke(User), new() { Identity = [mixed] }), Is.EqualTo(Reason.ExplicitDenyInIdentityPolicy));
    }

    [Test]
    public void A_denial_of_another_action_or_resource_denies_nothing()
    {
        var others = (PolicyDocument[])[Deny("s3:*"), Deny("lambda:*", "arn:aws:lambda:*:*:function:user2-*")];
        Assert.That(
            Decide(
                Invoke(User),
                new() { Identity = [All, .. others], Boundary = Policy(Statement("Allow", "*"), Statement("Deny", "s3:*")) }
            ),
            Is.EqualTo(Reason.Allowed)
        );
        Assert.That(Decide(Invoke(Role), new() { Identity = [All], Session = [All, .. others] }), Is.EqualTo(Reason.Allowed));
    }

    static readonly TestCaseData<string, Reason>[] Resources =
    [
        new($$"""  "Principal":{"AWS":"arn:aws:iam::{{Account}}:user/user1-student"} """, Reason.ExplicitDenyInResourcePolicy),
        new($$"""  "Principal":{"AWS":"{{Account}}"} """, Reason.ExplicitDenyInResourcePolicy),
        new(""" "Principal":"*" """, Reason.ExplicitDenyInResourcePolicy),
        new($$"""  "Principal":{"AWS":"arn:aws:iam::{{Account}}:user/user2-student"} """, Reason.Allowed),
        new($$"""  "NotPrincipal":{"AWS":"arn:aws:iam::{{Account}}:user/user1-student"} """, Reason.Allowed),
        new($$"""  "NotPrincipal":{"AWS":"arn:aws:iam::{{Account}}:user/user2-student"} """, Reason.ExplicitDenyInResourcePolicy),
    ];

    [TestCaseSource(nameof(Resources))]
    public void A_resource_policy_denies_whom_it_names(string principal, Reason expected) =>
        Assert.That(Decide(Invoke(User), new() { Identity = [All], Resource = ByResource("Deny", principal) }), Is.EqualTo(expected));

    [Test]
    public void A_resource_policys_denial_of_another_action_and_its_allow_deny_nothing()
    {
        var resource = Policy(
            """{"Effect":"Deny","Principal":"*","Action":"lambda:DeleteFunction","Resource":"*"}""",
            """{"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"*"}"""
        );
        Assert.That(Decide(Invoke(User), new() { Resource = resource }), Is.EqualTo(Reason.Allowed));
        Assert.That(
            Decide(Invoke(User) with { Action = "lambda:DeleteFunction" }, new() { Identity = [All], Resource = resource }),
            Is.EqualTo(Reason.ExplicitDenyInResourcePolicy)
        );
    }

    [Test]
    public void A_denial_without_a_principal_in_a_resource_policy_concerns_nobody() =>
        Assert.That(Decide(Invoke(User), new() { Identity = [All], Resource = Deny("*") }), Is.EqualTo(Reason.Allowed));

    [TestCase(Reason.Allowed, ExpectedResult = "")]
    [TestCase(Reason.ExplicitDenyInIdentityPolicy, ExpectedResult = "with an explicit deny in an identity-based policy")]
    [TestCase(Reason.ExplicitDenyInBoundary, ExpectedResult = "with an explicit deny in a permissions boundary")]
    [TestCase(Reason.ExplicitDenyInSessionPolicy, ExpectedResult = "with an explicit deny in a session policy")]
    [TestCase(Reason.ExplicitDenyInResourcePolicy, ExpectedResult = "with an explicit deny in a resource-based policy")]
    [TestCase(Reason.NoIdentityPolicyAllows, ExpectedResult = "because no identity-based policy allows the s3:GetObject action")]
    [TestCase(Reason.NoBoundaryAllows, ExpectedResult = "because no permissions boundary allows the s3:GetObject action")]
    [TestCase(Reason.NoSessionPolicyAllows, ExpectedResult = "because no session policy allows the s3:GetObject action")]
    [TestCase(Reason.NoResourcePolicyAllows, ExpectedResult = "because no resource-based policy allows the s3:GetObject action")]
    public string The_message_ends_as_that_of_aws(Reason reason) => new Decision(reason).Because("s3:GetObject");
}
