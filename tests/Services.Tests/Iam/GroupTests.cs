using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class GroupTests : IdentityTest
{
    [Test]
    public async Task CreateGroup_makes_a_group_that_ListGroups_lists()
    {
        var made = await CallAsync<CreateGroup>(new { GroupName = "students", Path = "/class/" });
        Assert.That(made.At("Group/Arn"), Is.EqualTo($"arn:aws:iam::{Account}:group/class/students"));
        Assert.That(
            (await CallAsync<ListGroups>(new { PathPrefix = "/class/" })).Each("Groups/*/GroupName"),
            Is.EqualTo(new[] { "students" })
        );
    }

    [Test]
    public async Task CreateGroup_refuses_a_name_that_is_none_or_taken()
    {
        await RefusedAsync<CreateGroup>("ValidationError", new { GroupName = "no spaces" });
        await GivenGroupAsync("students");
        await RefusedAsync<CreateGroup>("EntityAlreadyExists", new { GroupName = "Students" });
    }

    [Test]
    public async Task A_member_of_a_group_may_what_the_group_may()
    {
        var ann = await UserAsync("ann");
        await GivenGroupAsync("students");
        await CallAsync<PutGroupPolicy>(Inline("students", PolicyOf(Allow("iam:ListUsers"))));
        await CallAsync<AddUserToGroup>(new { GroupName = "students", UserName = "ann" });
        await CallAsync<ListUsers>(caller: Cloud.CallerOf(ann.AccessKeyId!));
        Assert.That((await CallAsync<GetGroup>(new { GroupName = "students" })).Each("Users/*/UserName"), Is.EqualTo(new[] { "ann" }));
        await CallAsync<RemoveUserFromGroup>(new { GroupName = "students", UserName = "ann" });
        Assert.That((await CallAsync<ListGroupsForUser>(new { UserName = "ann" })).Each("Groups/*"), Is.Empty);
        await RefusedAsync<ListUsers>("AccessDenied", caller: Cloud.CallerOf(ann.AccessKeyId!));
    }

    [Test]
    public async Task Members_and_groups_that_are_not_there_are_NoSuchEntity()
    {
        await GivenGroupAsync("students");
        await RefusedAsync<AddUserToGroup>("NoSuchEntity", new { GroupName = "students", UserName = "nobody" });
        await RefusedAsync<AddUserToGroup>("NoSuchEntity", new { GroupName = "none", UserName = "nobody" });
        await RefusedAsync<RemoveUserFromGroup>("NoSuchEntity", new { GroupName = "students", UserName = "nobody" });
        await RefusedAsync<GetGroup>("NoSuchEntity", new { GroupName = "none" });
        await RefusedAsync<ListGroupsForUser>("NoSuchEntity", new { UserName = "nobody" });
    }

    [Test]
    public async Task UpdateGroup_renames_a_group()
    {
        await GivenGroupAsync("students");
        await CallAsync<UpdateGroup>(new { GroupName = "students", NewGroupName = "pupils" });
        await CallAsync<GetGroup>(new { GroupName = "pupils" });
        await RefusedAsync<GetGroup>("NoSuchEntity", new { GroupName = "students" });
    }

    [Test]
    public async Task UpdateGroup_refuses_no_group_and_a_name_that_is_none_or_taken()
    {
        await GivenGroupAsync("students");
        await GivenGroupAsync("teachers");
        await RefusedAsync<UpdateGroup>("NoSuchEntity", new { GroupName = "none" });
        await RefusedAsync<UpdateGroup>("EntityAlreadyExists", new { GroupName = "students", NewGroupName = "teachers" });
        await RefusedAsync<UpdateGroup>("ValidationError", new { GroupName = "students", NewGroupName = "no spaces" });
    }

    [Test]
    public async Task DeleteGroup_takes_an_empty_group_away()
    {
        await GivenGroupAsync("students");
        await CallAsync<DeleteGroup>(new { GroupName = "students" });
        await RefusedAsync<DeleteGroup>("NoSuchEntity", new { GroupName = "students" });
    }

    [Test]
    public async Task DeleteGroup_refuses_a_group_with_members_or_policies()
    {
        await GivenUserAsync("ann");
        foreach (var name in (string[])["members", "inline", "attached"])
            await GivenGroupAsync(name);
        await CallAsync<AddUserToGroup>(new { GroupName = "members", UserName = "ann" });
        await CallAsync<PutGroupPolicy>(Inline("inline", OnePolicy));
        await CallAsync<AttachGroupPolicy>(new { GroupName = "attached", PolicyArn = ReadOnly });
        foreach (var name in (string[])["members", "inline", "attached"])
            await RefusedAsync<DeleteGroup>("DeleteConflict", new { GroupName = name });
    }

    [Test]
    public async Task PutGroupPolicy_keeps_a_policy_that_GetGroupPolicy_shows_and_DeleteGroupPolicy_takes_away()
    {
        await GivenGroupAsync("students");
        await CallAsync<PutGroupPolicy>(Inline("students", OnePolicy));
        var named = new { GroupName = "students", PolicyName = "own" };
        Assert.That(Uri.UnescapeDataString((await CallAsync<GetGroupPolicy>(named)).At("PolicyDocument")), Is.EqualTo(OnePolicy));
        Assert.That(
            (await CallAsync<ListGroupPolicies>(new { GroupName = "students" })).Each("PolicyNames/*"),
            Is.EqualTo(new[] { "own" })
        );
        await CallAsync<DeleteGroupPolicy>(named);
        await RefusedAsync<GetGroupPolicy>("NoSuchEntity", named);
        await RefusedAsync<DeleteGroupPolicy>("NoSuchEntity", named);
    }

    [Test]
    public async Task PutGroupPolicy_refuses_no_group_no_policy_and_more_than_5120_bytes()
    {
        await RefusedAsync<PutGroupPolicy>("NoSuchEntity", Inline("none", OnePolicy));
        await GivenGroupAsync("students");
        await RefusedAsync<PutGroupPolicy>("MalformedPolicyDocument", Inline("students", "{"));
        await RefusedAsync<PutGroupPolicy>("LimitExceeded", Inline("students", PolicyOf(Allow("s3:GetObject", new string('x', 5120)))));
        await RefusedAsync<ListGroupPolicies>("NoSuchEntity", new { GroupName = "none" });
    }

    [Test]
    public async Task AttachGroupPolicy_attaches_a_policy_that_DetachGroupPolicy_detaches()
    {
        await GivenGroupAsync("students");
        var named = new { GroupName = "students", PolicyArn = ReadOnly };
        await CallAsync<AttachGroupPolicy>(named);
        Assert.That(
            (await CallAsync<ListAttachedGroupPolicies>(new { GroupName = "students" })).Each("AttachedPolicies/*/PolicyName"),
            Is.EqualTo(new[] { "ReadOnlyAccess" })
        );
        await CallAsync<DetachGroupPolicy>(named);
        await RefusedAsync<DetachGroupPolicy>("NoSuchEntity", named);
    }

    [Test]
    public async Task AttachGroupPolicy_refuses_no_group_no_policy_and_an_eleventh_policy()
    {
        await RefusedAsync<AttachGroupPolicy>("NoSuchEntity", new { GroupName = "none", PolicyArn = ReadOnly });
        await RefusedAsync<ListAttachedGroupPolicies>("NoSuchEntity", new { GroupName = "none" });
        await GivenGroupAsync("students");
        await RefusedAsync<AttachGroupPolicy>("NoSuchEntity", new { GroupName = "students", PolicyArn = $"{ReadOnly}2" });
        for (var i = 0; i < 10; i++)
            await CallAsync<AttachGroupPolicy>(new { GroupName = "students", PolicyArn = await PolicyAsync($"p{i}") });
        await RefusedAsync<AttachGroupPolicy>("LimitExceeded", new { GroupName = "students", PolicyArn = ReadOnly });
    }

    static object Inline(string group, string document) =>
        new
        {
            GroupName = group,
            PolicyName = "own",
            PolicyDocument = document,
        };
}
