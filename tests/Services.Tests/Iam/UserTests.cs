using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class UserTests : IdentityTest
{
    [Test]
    public async Task CreateUser_makes_a_user_that_GetUser_finds()
    {
        var made = await CallAsync<CreateUser>(new { UserName = "ann", Path = "/class/" });
        Assert.That(made.At("User/Arn"), Is.EqualTo($"arn:aws:iam::{Account}:user/class/ann"));
        Assert.That((await CallAsync<GetUser>(new { UserName = "ann" })).At("User/UserId"), Is.EqualTo(made.At("User/UserId")));
    }

    [Test]
    public async Task CreateUser_refuses_names_paths_and_a_user_of_that_name_in_other_letters()
    {
        await RefusedAsync<CreateUser>("ValidationError", new { UserName = "no spaces" });
        await RefusedAsync<CreateUser>("ValidationError", new { UserName = new string('a', 65) });
        await RefusedAsync<CreateUser>("ValidationError", new { UserName = "ann", Path = "class" });
        await RefusedAsync<CreateUser>("NoSuchEntity", new { UserName = "ann", PermissionsBoundary = "arn:aws:iam::aws:policy/None" });
        await GivenUserAsync("ann");
        await RefusedAsync<CreateUser>("EntityAlreadyExists", new { UserName = "ANN" });
    }

    [Test]
    public async Task GetUser_without_a_name_is_about_the_caller()
    {
        var ann = await UserAsync("ann", Allow("iam:GetUser"));
        Assert.That((await CallAsync<GetUser>(caller: ann)).At("User/UserName"), Is.EqualTo("ann"));
        Assert.That((await CallAsync<GetUser>()).At("User/Arn"), Is.EqualTo($"arn:aws:iam::{Account}:root"));
    }

    [Test]
    public Task GetUser_of_no_user_is_NoSuchEntity() => RefusedAsync<GetUser>("NoSuchEntity", new { UserName = "nobody" });

    [Test]
    public async Task ListUsers_lists_by_path_and_in_pages()
    {
        foreach (var name in (string[])["a", "b", "c"])
            await CallAsync<CreateUser>(new { UserName = name, Path = name == "c" ? "/" : "/class/" });
        var first = await CallAsync<ListUsers>(new { PathPrefix = "/class/", MaxItems = 1 });
        var second = await CallAsync<ListUsers>(new { PathPrefix = "/class/", Marker = first.At("Marker") });
        Assert.That(
            (first.Each("Users/*/UserName"), first.At("IsTruncated"), second.Each("Users/*/UserName"), second.At("IsTruncated")),
            Is.EqualTo((new[] { "a" }, "true", new[] { "b" }, "false"))
        );
    }

    [Test]
    public async Task Lists_refuse_a_marker_that_was_not_given_out()
    {
        await RefusedAsync<ListUsers>("ValidationError", new { Marker = "made up" });
        await RefusedAsync<ListGroups>("ValidationError", new { Marker = "made up" });
        await RefusedAsync<ListRoles>("ValidationError", new { Marker = "made up" });
        await RefusedAsync<ListPolicies>("ValidationError", new { Marker = "made up" });
    }

    [Test]
    public async Task UpdateUser_renames_a_user_with_everything_that_is_the_users()
    {
        var ann = await UserAsync("ann");
        await GivenGroupAsync("students");
        await CallAsync<AddUserToGroup>(new { GroupName = "students", UserName = "ann" });
        await CallAsync<CreateLoginProfile>(new { UserName = "ann", Password = "correct horse" });
        await CallAsync<UpdateUser>(
            new
            {
                UserName = "ann",
                NewUserName = "anna",
                NewPath = "/class/",
            }
        );
        Assert.That((await CallAsync<GetUser>(new { UserName = "anna" })).At("User/Arn"), Does.EndWith("user/class/anna"));
        Assert.That(
            (await CallAsync<ListGroupsForUser>(new { UserName = "anna" })).Each("Groups/*/GroupName"),
            Is.EqualTo(new[] { "students" })
        );
        Assert.That((await CallAsync<GetLoginProfile>(new { UserName = "anna" })).At("LoginProfile/UserName"), Is.EqualTo("anna"));
        Assert.That(Cloud.CallerOf(ann.AccessKeyId!).UserName, Is.EqualTo("anna"));
        await RefusedAsync<GetUser>("NoSuchEntity", new { UserName = "ann" });
    }

    [Test]
    public async Task UpdateUser_refuses_no_user_a_name_that_is_taken_and_a_name_that_is_none()
    {
        await GivenUserAsync("ann");
        await GivenUserAsync("bob");
        await RefusedAsync<UpdateUser>("NoSuchEntity", new { UserName = "nobody" });
        await RefusedAsync<UpdateUser>("EntityAlreadyExists", new { UserName = "ann", NewUserName = "Bob" });
        await RefusedAsync<UpdateUser>("ValidationError", new { UserName = "ann", NewUserName = "no spaces" });
    }

    [Test]
    public async Task DeleteUser_takes_a_user_away()
    {
        await GivenUserAsync("ann");
        await CallAsync<DeleteUser>(new { UserName = "ann" });
        await RefusedAsync<GetUser>("NoSuchEntity", new { UserName = "ann" });
    }

    [Test]
    public async Task DeleteUser_refuses_a_user_who_still_has_something()
    {
        await RefusedAsync<DeleteUser>("NoSuchEntity", new { UserName = "ann" });
        await UserAsync("with-key");
        await UserAsync("with-policy", Allow("s3:*"));
        foreach (var name in (string[])["with-managed", "with-group", "with-password"])
            await GivenUserAsync(name);
        await CallAsync<AttachUserPolicy>(new { UserName = "with-managed", PolicyArn = ReadOnly });
        await GivenGroupAsync("students");
        await CallAsync<AddUserToGroup>(new { GroupName = "students", UserName = "with-group" });
        await CallAsync<CreateLoginProfile>(new { UserName = "with-password", Password = "correct horse" });
        foreach (var name in (string[])["with-key", "with-policy", "with-managed", "with-group", "with-password"])
            await RefusedAsync<DeleteUser>("DeleteConflict", new { UserName = name });
    }

    [Test]
    public async Task TagUser_and_UntagUser_change_what_ListUserTags_lists()
    {
        await GivenUserAsync("ann");
        await CallAsync<TagUser>(
            new { UserName = "ann", Tags = new[] { new { Key = "stage", Value = "dev" }, new { Key = "x", Value = "y" } } }
        );
        await CallAsync<UntagUser>(new { UserName = "ann", TagKeys = new[] { "x" } });
        Assert.That((await CallAsync<ListUserTags>(new { UserName = "ann" })).Each("Tags/*/Key"), Is.EqualTo(new[] { "stage" }));
    }

    [Test]
    public async Task Tags_of_no_user_are_NoSuchEntity_and_keys_that_differ_in_case_only_are_InvalidInput()
    {
        await RefusedAsync<TagUser>("NoSuchEntity", new { UserName = "nobody", Tags = Array.Empty<object>() });
        await RefusedAsync<UntagUser>("NoSuchEntity", new { UserName = "nobody", TagKeys = Array.Empty<string>() });
        await RefusedAsync<ListUserTags>("NoSuchEntity", new { UserName = "nobody" });
        await GivenUserAsync("ann");
        await RefusedAsync<TagUser>(
            "InvalidInput",
            new { UserName = "ann", Tags = new[] { new { Key = "a", Value = "1" }, new { Key = "A", Value = "2" } } }
        );
    }

    [Test]
    public async Task PutUserPermissionsBoundary_sets_a_boundary_that_DeleteUserPermissionsBoundary_takes_away()
    {
        var ann = await UserAsync("ann", Allow("iam:*"));
        await CallAsync<PutUserPermissionsBoundary>(new { UserName = "ann", PermissionsBoundary = await PolicyAsync("s3-only") });
        Assert.That(
            (await CallAsync<GetUser>(new { UserName = "ann" })).At("User/PermissionsBoundary/PermissionsBoundaryArn"),
            Does.EndWith("s3-only")
        );
        await RefusedAsync<ListUsers>("AccessDenied", caller: Cloud.CallerOf(ann.AccessKeyId!));
        await CallAsync<DeleteUserPermissionsBoundary>(new { UserName = "ann" });
        await CallAsync<ListUsers>(caller: Cloud.CallerOf(ann.AccessKeyId!));
    }

    [Test]
    public async Task Boundaries_of_no_user_and_no_policy_are_NoSuchEntity()
    {
        await GivenUserAsync("ann");
        await RefusedAsync<PutUserPermissionsBoundary>("NoSuchEntity", new { UserName = "nobody", PermissionsBoundary = ReadOnly });
        await RefusedAsync<PutUserPermissionsBoundary>("NoSuchEntity", new { UserName = "ann", PermissionsBoundary = $"{ReadOnly}2" });
        await RefusedAsync<DeleteUserPermissionsBoundary>("NoSuchEntity", new { UserName = "nobody" });
    }

    [Test]
    public async Task What_the_embedded_cloud_does_not_keep_of_users_is_an_empty_list()
    {
        await GivenUserAsync("ann");
        var user = new { UserName = "ann" };
        Assert.That((await CallAsync<ListMFADevices>(user)).Each("MFADevices/*"), Is.Empty);
        Assert.That((await CallAsync<ListSSHPublicKeys>(user)).Each("SSHPublicKeys/*"), Is.Empty);
        Assert.That((await CallAsync<ListServiceSpecificCredentials>(user)).Each("ServiceSpecificCredentials/*"), Is.Empty);
        Assert.That((await CallAsync<ListSigningCertificates>(user)).Each("Certificates/*"), Is.Empty);
    }

    [Test]
    public async Task Lists_of_no_user_are_NoSuchEntity_and_the_root_must_name_a_user()
    {
        var user = new { UserName = "nobody" };
        await RefusedAsync<ListMFADevices>("NoSuchEntity", user);
        await RefusedAsync<ListSSHPublicKeys>("NoSuchEntity", user);
        await RefusedAsync<ListServiceSpecificCredentials>("NoSuchEntity", user);
        await RefusedAsync<ListSigningCertificates>("NoSuchEntity", user);
        await RefusedAsync<ListMFADevices>("ValidationError");
    }
}
