using static Classroom.Access.Tests.Asking;

namespace Classroom.Access.Tests;

public sealed class AccessEvaluatorTests
{
    [Test]
    public void Without_a_policy_everything_is_denied() =>
        Assert.That(Decide(Invoke(User), new()), Is.EqualTo(Reason.NoIdentityPolicyAllows));

    [TestCase("lambda:InvokeFunction", "*", ExpectedResult = Reason.Allowed)]
    [TestCase("LAMBDA:invokefunction", Function, ExpectedResult = Reason.Allowed)]
    [TestCase("lambda:Invoke*", "arn:aws:lambda:*:*:function:user1-*", ExpectedResult = Reason.Allowed)]
    [TestCase("lambda:Invoke", "*", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase(
        "lambda:InvokeFunction",
        "arn:aws:lambda:us-east-1:123456789012:function:User1-fn",
        ExpectedResult = Reason.NoIdentityPolicyAllows
    )]
    [TestCase("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:user?-fn", ExpectedResult = Reason.Allowed)]
    public Reason Actions_ignore_case_and_resources_do_not(string action, string resource) =>
        Decide(Invoke(User), new() { Identity = [Allow(action, resource)] });

    [Test]
    public void A_denial_wins_over_every_allow()
    {
        var deny = Policy("""{"Effect":"Deny","Action":"lambda:*","NotResource":"arn:aws:lambda:*:*:function:user2-*"}""");

        Assert.That(Decide(Invoke(User), new() { Identity = [Allow("*", "*"), deny] }), Is.EqualTo(Reason.ExplicitDenyInIdentityPolicy));
        Assert.That(
            Decide(Invoke(User), new() { Identity = [Allow("*", "*")], Boundary = deny }),
            Is.EqualTo(Reason.ExplicitDenyInBoundary)
        );
    }

    [Test]
    public void A_boundary_limits_and_never_grants()
    {
        Assert.That(
            Decide(Invoke(User), new() { Identity = [Allow("*", "*")], Boundary = Allow("s3:*", "*") }),
            Is.EqualTo(Reason.NoBoundaryAllows)
        );
        Assert.That(Decide(Invoke(User), new() { Boundary = Allow("*", "*") }), Is.EqualTo(Reason.NoIdentityPolicyAllows));
    }

    [Test]
    public void A_resource_policy_that_names_a_user_is_not_limited_by_the_boundarys_silence_and_one_that_names_a_role_is()
    {
        var silent = Allow("s3:*", "*");

        Assert.That(Decide(Invoke(User), new() { Resource = Naming(User.Arn), Boundary = silent }), Is.EqualTo(Reason.Allowed));
        Assert.That(Decide(Invoke(Role), new() { Resource = Naming(Role.Arn), Boundary = silent }), Is.EqualTo(Reason.NoBoundaryAllows));
        Assert.That(Decide(Invoke(Role), new() { Resource = Naming(Role.SessionArn!), Boundary = silent }), Is.EqualTo(Reason.Allowed));
        Assert.That(
            Decide(Invoke(User), new() { Resource = Naming($"arn:aws:iam::{Account}:root") }),
            Is.EqualTo(Reason.NoIdentityPolicyAllows)
        );
    }

    [Test]
    public void Another_account_needs_both_sides()
    {
        var stranger = User with { Account = "999999999999", Arn = "arn:aws:iam::999999999999:user/x" };
        var resource = Policy("""{"Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":"lambda:InvokeFunction","Resource":"*"}""");

        Assert.That(Decide(Invoke(stranger), new() { Identity = [Allow("*", "*")] }), Is.EqualTo(Reason.NoResourcePolicyAllows));
        Assert.That(Decide(Invoke(stranger), new() { Resource = resource }), Is.EqualTo(Reason.NoIdentityPolicyAllows));
        Assert.That(Decide(Invoke(stranger), new() { Identity = [Allow("*", "*")], Resource = resource }), Is.EqualTo(Reason.Allowed));
    }

    [Test]
    public void A_role_is_taken_on_only_by_whom_its_trust_policy_names()
    {
        var trust = Policy(
            """{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}"""
        );
        AccessRequest Assume(Principal by) => new(by, "sts:AssumeRole", Role.Arn, Account);
        var service = new Principal(PrincipalKind.Service, "states.amazonaws.com", "");

        Assert.That(Decide(Assume(service).With("aws:SourceAccount", Account), new() { Resource = trust }), Is.EqualTo(Reason.Allowed));
        Assert.That(Decide(Assume(service), new() { Resource = trust }), Is.EqualTo(Reason.NoResourcePolicyAllows));
        Assert.That(
            Decide(Assume(User), new() { Identity = [Allow("*", "*")], Resource = trust }),
            Is.EqualTo(Reason.NoResourcePolicyAllows)
        );
    }

    [Test]
    public void A_session_policy_limits_too() =>
        Assert.That(
            Decide(Invoke(Role), new() { Identity = [Allow("*", "*")], Session = [Allow("s3:*", "*")] }),
            Is.EqualTo(Reason.NoSessionPolicyAllows)
        );

    [Test]
    public void A_variable_without_a_value_matches_nothing_and_a_star_in_its_value_is_a_star()
    {
        var own = Allow("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:${aws:PrincipalTag/student}-fn");

        Assert.That(Decide(Invoke(User).With("aws:PrincipalTag/student", "user1"), new() { Identity = [own] }), Is.EqualTo(Reason.Allowed));
        Assert.That(Decide(Invoke(User), new() { Identity = [own] }), Is.EqualTo(Reason.NoIdentityPolicyAllows));
        Assert.That(
            Decide(Invoke(User).With("aws:PrincipalTag/student", "*"), new() { Identity = [own] }),
            Is.EqualTo(Reason.NoIdentityPolicyAllows)
        );
    }
}
