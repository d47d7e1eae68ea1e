using static Classroom.Access.Tests.Asking;

namespace Classroom.Access.Tests;

/// <summary>
/// Which principals a resource policy names, and what else must allow the call: AWS, "Policy evaluation logic", within one account and
/// across accounts.
/// </summary>
public sealed class PrincipalTests
{
    const string UserArn = "arn:aws:iam::123456789012:user/user1-student";
    const string RoleArn = "arn:aws:iam::123456789012:role/user1-role";
    const string SessionArn = "arn:aws:sts::123456789012:assumed-role/user1-role/s";

    static Principal Called(string name) =>
        name switch
        {
            "user" => User,
            "role" => Role,
            "root" => Root,
            "stranger" => Stranger,
            "service" => Service,
            "anonymous" => Anonymous,
            _ => throw new ArgumentException($"no caller {name}"),
        };

    static PolicyDocument? Resource(string? principal) => principal is null ? null : ByResource("Allow", $"\"Principal\":{principal}");

    // The root user needs no identity policy; everybody else does unless the resource policy names them.
    [TestCase("user", null, ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("root", null, ExpectedResult = Reason.Allowed)]
    [TestCase("service", null, ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("anonymous", null, ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("stranger", null, ExpectedResult = Reason.NoResourcePolicyAllows)]
    // Anybody.
    [TestCase("user", "\"*\"", ExpectedResult = Reason.Allowed)]
    [TestCase("role", "\"*\"", ExpectedResult = Reason.Allowed)]
    [TestCase("service", "\"*\"", ExpectedResult = Reason.Allowed)]
    [TestCase("anonymous", "\"*\"", ExpectedResult = Reason.Allowed)]
    [TestCase("user", """{"AWS":"*"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("service", """{"AWS":"*"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("anonymous", """{"AWS":"*"}""", ExpectedResult = Reason.Allowed)]
    // By ARN.
    [TestCase("user", $$"""{"AWS":"{{UserArn}}"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("user", """{"AWS":"arn:aws:iam::123456789012:user/user2-student"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("role", $$"""{"AWS":"{{RoleArn}}"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("role", $$"""{"AWS":"{{SessionArn}}"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("role", """{"AWS":"arn:aws:sts::123456789012:assumed-role/user1-role/t"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("user", $$"""{"AWS":["arn:aws:iam::123456789012:user/u", "{{UserArn}}"]}""", ExpectedResult = Reason.Allowed)]
    // An account names nobody in particular: the account's own policies decide.
    [TestCase("user", """{"AWS":"123456789012"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("root", """{"AWS":"123456789012"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("stranger", """{"AWS":"arn:aws:iam::999999999999:user/x"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("stranger", """{"AWS":"999999999999"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("stranger", """{"AWS":"arn:aws:iam::999999999999:root"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("stranger", """{"AWS":"arn:aws-cn:iam::999999999999:root"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("stranger", """{"AWS":"arn:aws:iam::123456789012:root"}""", ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("stranger", """{"AWS":"x:iam::999999999999:root"}""", ExpectedResult = Reason.NoResourcePolicyAllows)]
    // Services have names of their own kind.
    [TestCase("service", """{"Service":"events.amazonaws.com"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("service", """{"Service":"sns.amazonaws.com"}""", ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("service", """{"AWS":"events.amazonaws.com"}""", ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("user", $$"""{"Service":"{{UserArn}}"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("anonymous", """{"AWS":"anonymous"}""", ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("user", $$"""{"Federated":"{{UserArn}}"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    public Reason Whom_a_resource_policy_names(string caller, string? principal) =>
        Decide(Invoke(Called(caller)), new() { Resource = Resource(principal) });

    [TestCase("user", $$"""{"AWS":"{{UserArn}}"}""", ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("user", """{"AWS":"arn:aws:iam::123456789012:user/user2-student"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("anonymous", """{"AWS":"123456789012"}""", ExpectedResult = Reason.Allowed)]
    [TestCase("stranger", """{"AWS":"999999999999"}""", ExpectedResult = Reason.NoResourcePolicyAllows)]
    public Reason NotPrincipal_names_all_others(string caller, string principal) =>
        Decide(Invoke(Called(caller)), new() { Resource = ByResource("Allow", $"\"NotPrincipal\":{principal}") });

    [Test]
    public void The_most_direct_name_in_a_policy_counts()
    {
        var resource = Policy(
            $$"""{"Effect":"Allow","Principal":{"AWS":"{{UserArn}}"},"Action":"lambda:*","Resource":"*"}""",
            $$"""{"Effect":"Allow","Principal":{"AWS":"{{Account}}"},"Action":"lambda:*","Resource":"*"}""",
            """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"""
        );
        Assert.That(Decide(Invoke(User), new() { Resource = resource }), Is.EqualTo(Reason.Allowed));
        Assert.That(Decide(Invoke(Role), new() { Resource = resource }), Is.EqualTo(Reason.NoIdentityPolicyAllows));
    }

    // AWS: a permissions boundary or session policy does not limit what a resource policy gives to the ARN of a user or of a session.
    [TestCase("user", UserArn, ExpectedResult = Reason.Allowed)]
    [TestCase("role", SessionArn, ExpectedResult = Reason.Allowed)]
    [TestCase("role", RoleArn, ExpectedResult = Reason.NoSessionPolicyAllows)]
    public Reason A_silent_session_policy_limits_a_role_that_is_named_by_its_own_arn(string caller, string arn) =>
        Decide(Invoke(Called(caller)), new() { Resource = Naming(arn), Session = [Allow("s3:*")] });

    [Test]
    public void One_allowing_policy_among_several_of_its_kind_is_enough()
    {
        var (yes, no) = (Allow("lambda:*"), Allow("s3:*"));
        Assert.That(Decide(Invoke(User), new() { Identity = [no, yes] }), Is.EqualTo(Reason.Allowed));
        Assert.That(Decide(Invoke(Role), new() { Identity = [yes], Session = [no, yes] }), Is.EqualTo(Reason.Allowed));
        Assert.That(
            Decide(Invoke(User), new() { Identity = [Policy(Statement("Allow", "s3:*"), Statement("Allow", "lambda:*"))] }),
            Is.EqualTo(Reason.Allowed)
        );
    }

    // AWS: a role is assumed only if its trust policy allows the caller, the root user included.
    [TestCase("user", UserArn, false, ExpectedResult = Reason.Allowed)]
    [TestCase("user", "123456789012", false, ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("user", "123456789012", true, ExpectedResult = Reason.Allowed)]
    [TestCase("root", "123456789012", false, ExpectedResult = Reason.Allowed)]
    [TestCase("root", UserArn, false, ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("role", RoleArn, false, ExpectedResult = Reason.Allowed)]
    [TestCase("user", RoleArn, true, ExpectedResult = Reason.NoResourcePolicyAllows)]
    [TestCase("stranger", "arn:aws:iam::999999999999:user/x", false, ExpectedResult = Reason.NoIdentityPolicyAllows)]
    [TestCase("stranger", "arn:aws:iam::999999999999:user/x", true, ExpectedResult = Reason.Allowed)]
    public Reason Who_may_assume_a_role(string caller, string trusted, bool isAllowedByIdentity)
    {
        var trust = Policy($$"""{"Effect":"Allow","Principal":{"AWS":"{{trusted}}"},"Action":"sts:AssumeRole"}""");
        var request = new AccessRequest(Called(caller), "STS:assumerole", "arn:aws:iam::123456789012:role/other", Account);
        return Decide(request, new() { Resource = trust, Identity = isAllowedByIdentity ? [Allow("sts:AssumeRole")] : [] });
    }

    [Test]
    public void A_boundary_limits_a_role_that_assumes_a_role_which_trusts_it()
    {
        var trust = Policy($$"""{"Effect":"Allow","Principal":{"AWS":"{{RoleArn}}"},"Action":"sts:AssumeRole"}""");
        var request = new AccessRequest(Role, "sts:AssumeRole", "arn:aws:iam::123456789012:role/other", Account);
        Assert.That(Decide(request, new() { Resource = trust, Boundary = Allow("s3:*") }), Is.EqualTo(Reason.NoBoundaryAllows));
        Assert.That(Decide(request, new() { Resource = trust, Boundary = Allow("sts:*") }), Is.EqualTo(Reason.Allowed));
    }
}
