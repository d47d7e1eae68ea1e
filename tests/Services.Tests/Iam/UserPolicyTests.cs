using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class UserPolicyTests : IdentityTest
{
    [Test]
    public async Task PutUserPolicy_keeps_a_policy_that_GetUserPolicy_shows_and_DeleteUserPolicy_takes_away()
    {
        await UserAsync("ann", Allow("s3:GetObject"));
        var named = new { UserName = "ann", PolicyName = "own" };
        Assert.That(Uri.UnescapeDataString((await CallAsync<GetUserPolicy>(named)).At("PolicyDocument")), Is.EqualTo(OnePolicy));
        Assert.That((await CallAsync<ListUserPolicies>(new { UserName = "ann" })).Each("PolicyNames/*"), Is.EqualTo(new[] { "own" }));
        await CallAsync<DeleteUserPolicy>(named);
        await RefusedAsync<GetUserPolicy>("NoSuchEntity", named);
        await RefusedAsync<DeleteUserPolicy>("NoSuchEntity", named);
    }

    [Test]
    public async Task PutUserPolicy_refuses_no_user_no_policy_a_wrong_name_and_more_than_2048_bytes()
    {
        await RefusedAsync<PutUserPolicy>("NoSuchEntity", Inline("nobody", "own", OnePolicy));
        await RefusedAsync<ListUserPolicies>("NoSuchEntity", new { UserName = "nobody" });
        await GivenUserAsync("ann");
        await RefusedAsync<PutUserPolicy>("ValidationError", Inline("ann", "no spaces", OnePolicy));
        await RefusedAsync<PutUserPolicy>("MalformedPolicyDocument", Inline("ann", "own", """{"Statement":1}"""));
        await RefusedAsync<PutUserPolicy>("LimitExceeded", Inline("ann", "own", PolicyOf(Allow("s3:GetObject", new string('x', 2048)))));
    }

    [Test]
    public async Task AttachUserPolicy_attaches_a_policy_that_DetachUserPolicy_detaches()
    {
        var ann = await UserAsync("ann");
        var named = new { UserName = "ann", PolicyArn = ReadOnly };
        await CallAsync<AttachUserPolicy>(named);
        Assert.That(
            (await CallAsync<ListAttachedUserPolicies>(new { UserName = "ann" })).Each("AttachedPolicies/*/PolicyArn"),
            Is.EqualTo(new[] { ReadOnly })
        );
        await CallAsync<ListUsers>(caller: Cloud.CallerOf(ann.AccessKeyId!));
        await CallAsync<DetachUserPolicy>(named);
        await RefusedAsync<ListUsers>("AccessDenied", caller: Cloud.CallerOf(ann.AccessKeyId!));
        await RefusedAsync<DetachUserPolicy>("NoSuchEntity", named);
    }

    [Test]
    public async Task AttachUserPolicy_refuses_no_user_no_policy_and_an_eleventh_policy()
    {
        await RefusedAsync<AttachUserPolicy>("NoSuchEntity", new { UserName = "nobody", PolicyArn = ReadOnly });
        await RefusedAsync<ListAttachedUserPolicies>("NoSuchEntity", new { UserName = "nobody" });
        await GivenUserAsync("ann");
        await RefusedAsync<AttachUserPolicy>("NoSuchEntity", new { UserName = "ann", PolicyArn = $"{ReadOnly}2" });
        for (var i = 0; i < 10; i++)
            await CallAsync<AttachUserPolicy>(new { UserName = "ann", PolicyArn = await PolicyAsync($"p{i}") });
        await RefusedAsync<AttachUserPolicy>("LimitExceeded", new { UserName = "ann", PolicyArn = ReadOnly });
    }

    static object Inline(string user, string name, string document) =>
        new
        {
            UserName = user,
            PolicyName = name,
            PolicyDocument = document,
        };
}
