using Classroom.Cloud.Api;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Iam.Sts;

namespace Classroom.Services.Tests.Iam;

sealed class SessionTests : IdentityTest
{
    [Test]
    public async Task AssumeRole_gives_keys_of_the_role_until_they_expire()
    {
        var ann = await UserAsync("ann", Allow("sts:AssumeRole"));
        var role = await TrustingRoleAsync("reader", "ann", Allow("iam:ListUsers"));
        var assumed = await CallAsync<AssumeRole>(Assuming(role, 900), ann);
        Assert.That(assumed.At("AssumedRoleUser/Arn"), Is.EqualTo($"arn:aws:sts::{Account}:assumed-role/reader/lesson"));
        Caller Session() => Cloud.CallerOf(assumed.At("Credentials/AccessKeyId"), assumed.At("Credentials/SessionToken"));
        await CallAsync<ListUsers>(caller: Session());
        await RefusedAsync<ListRoles>("AccessDenied", caller: Session());
        Cloud.Clock.Advance(TimeSpan.FromSeconds(901));
        Assert.That(Session, Throws.TypeOf<AwsException>().With.Property(nameof(AwsException.Code)).EqualTo("ExpiredToken"));
    }

    // AWS: the caller needs sts:TagSession, and the trust policy of the role must allow it too.
    [TestCase("sts:AssumeRole", "sts:AssumeRole", ExpectedResult = "AccessDenied")]
    [TestCase("sts:*", "sts:AssumeRole", ExpectedResult = "AccessDenied")]
    [TestCase("sts:AssumeRole", "sts:*", ExpectedResult = "AccessDenied")]
    [TestCase("sts:*", "sts:*", ExpectedResult = "")]
    public async Task<string> AssumeRole_with_tags_needs_the_permission_to_tag_the_session(string allowed, string trusted)
    {
        var ann = await UserAsync("ann", Allow(allowed));
        var trust = PolicyOf($$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:root"},"Action":"{{trusted}}"}""");
        await CallAsync<CreateRole>(new { RoleName = "tagged", AssumeRolePolicyDocument = trust });
        var input = new
        {
            RoleArn = $"arn:aws:iam::{Account}:role/tagged",
            RoleSessionName = "session",
            Tags = new[] { new { Key = "student", Value = "user1" } },
        };
        try
        {
            await CallAsync<AssumeRole>(input, ann);
            return "";
        }
        catch (AwsException refused)
        {
            return refused.Code;
        }
    }

    [Test]
    public async Task AssumeRole_may_narrow_the_role_with_a_policy()
    {
        var ann = await UserAsync("ann", Allow("sts:AssumeRole"));
        var role = await TrustingRoleAsync("reader", "ann", Allow("iam:*"));
        var assumed = await CallAsync<AssumeRole>(Assuming(role, 900, PolicyOf(Allow("iam:ListUsers"))), ann);
        var session = Cloud.CallerOf(assumed.At("Credentials/AccessKeyId"), assumed.At("Credentials/SessionToken"));
        await CallAsync<ListUsers>(caller: session);
        await RefusedAsync<ListRoles>("AccessDenied", caller: session);
    }

    [Test]
    public async Task AssumeRole_refuses_a_role_that_does_not_trust_the_caller_or_is_not_there_in_the_same_words()
    {
        await UserAsync("bob");
        var ann = await UserAsync("ann", Allow("sts:AssumeRole"));
        var closed = await TrustingRoleAsync("closed", "bob");
        var refused = await RefusedAsync<AssumeRole>("AccessDenied", Assuming(closed, 900), ann);
        var missing = await RefusedAsync<AssumeRole>("AccessDenied", Assuming($"{closed}2", 900), ann);
        Assert.That(missing.Message, Is.EqualTo($"{refused.Message}2"));
    }

    [Test]
    public async Task The_audit_log_says_what_the_caller_is_not_told()
    {
        var bob = await UserAsync("bob");
        var ann = await UserAsync("ann", Allow("sts:AssumeRole"));
        var closed = await TrustingRoleAsync("closed", "bob");
        var refused = await RefusedAsync<AssumeRole>("AccessDenied", Assuming(closed, 900), ann);
        Assert.That(refused.Denial!.Near.Single().Missing, Is.EqualTo($"it is for arn:aws:iam::{Account}:user/bob"));
        var missing = await RefusedAsync<AssumeRole>("AccessDenied", Assuming($"{closed}2", 900), ann);
        Assert.That(missing.Denial!.Reason, Is.EqualTo(Denial.NoSuchRole));
        var trust = PolicyOf($$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:root"},"Action":"sts:AssumeRole"}""");
        await CallAsync<CreateRole>(new { RoleName = "open", AssumeRolePolicyDocument = trust });
        refused = await RefusedAsync<AssumeRole>("AccessDenied", Assuming($"arn:aws:iam::{Account}:role/open", 900), bob);
        Assert.That(refused.Denial!.Reason, Is.EqualTo(nameof(Access.Reason.NoIdentityPolicyAllows)));
    }

    [Test]
    public async Task AssumeRole_refuses_durations_and_policies()
    {
        var ann = await UserAsync("ann", Allow("sts:AssumeRole"));
        var role = await TrustingRoleAsync("reader", "ann");
        await RefusedAsync<AssumeRole>("ValidationError", Assuming(role, 899), ann);
        await RefusedAsync<AssumeRole>("ValidationError", Assuming(role, 3601), ann);
        await RefusedAsync<AssumeRole>("MalformedPolicyDocument", Assuming(role, 900, "{"), ann);
    }

    [Test]
    public async Task GetSessionToken_gives_keys_of_the_caller()
    {
        var ann = await UserAsync("ann");
        var given = await CallAsync<GetSessionToken>(new { DurationSeconds = 900 }, ann);
        Assert.That(Cloud.CallerOf(given.At("Credentials/AccessKeyId"), given.At("Credentials/SessionToken")).UserName, Is.EqualTo("ann"));
        Assert.That(given.At("Credentials/Expiration"), Is.EqualTo($"{(Now + TimeSpan.FromSeconds(900)).ToUnixTimeSeconds()}"));
    }

    [Test]
    public async Task GetSessionToken_refuses_a_role_and_a_duration_out_of_its_range()
    {
        await RefusedAsync<GetSessionToken>("AccessDenied", caller: ActingAs(await RoleAsync("worker", "lambda.amazonaws.com")));
        await RefusedAsync<GetSessionToken>("ValidationError", new { DurationSeconds = 899 });
        await RefusedAsync<GetSessionToken>("ValidationError", new { DurationSeconds = 129_601 });
    }

    [Test]
    public async Task GetCallerIdentity_tells_everybody_who_they_are()
    {
        var ann = await UserAsync("ann");
        Assert.That((await CallAsync<GetCallerIdentity>(caller: ann)).At("Arn"), Is.EqualTo($"arn:aws:iam::{Account}:user/ann"));
        Assert.That((await CallAsync<GetCallerIdentity>()).At("Arn"), Is.EqualTo($"arn:aws:iam::{Account}:root"));
    }

    [Test]
    public async Task GetAccessKeyInfo_names_the_account_to_who_may_ask()
    {
        var ann = await UserAsync("ann");
        Assert.That((await CallAsync<GetAccessKeyInfo>(new { ann.AccessKeyId })).At("Account"), Is.EqualTo(Account));
        await RefusedAsync<GetAccessKeyInfo>("AccessDenied", new { ann.AccessKeyId }, ann);
    }

    async Task<string> TrustingRoleAsync(string name, string user, params string[] statements)
    {
        var trust = PolicyOf(
            $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:user/{{user}}"},"Action":"sts:AssumeRole"}"""
        );
        var arn = await RoleAsync(name, "lambda.amazonaws.com", statements);
        await CallAsync<UpdateAssumeRolePolicy>(new { RoleName = name, PolicyDocument = trust });
        return arn;
    }

    static object Assuming(string role, int seconds, string? policy = null) =>
        new
        {
            RoleArn = role,
            RoleSessionName = "lesson",
            DurationSeconds = seconds,
            Policy = policy,
        };
}
