using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class CredentialTests : IdentityTest
{
    const string Password = "correct horse";

    [Test]
    public async Task CreateAccessKey_makes_a_key_that_acts_as_the_user()
    {
        await GivenUserAsync("ann");
        var key = await CallAsync<CreateAccessKey>(new { UserName = "ann" });
        Assert.That(
            (key.At("AccessKey/AccessKeyId")[..4], key.At("AccessKey/SecretAccessKey").Length, key.At("AccessKey/Status")),
            Is.EqualTo(("AKIA", 40, "Active"))
        );
        Assert.That(Cloud.CallerOf(key.At("AccessKey/AccessKeyId")).Arn, Does.EndWith("user/ann"));
    }

    [Test]
    public async Task CreateAccessKey_refuses_no_user_and_a_third_key()
    {
        await RefusedAsync<CreateAccessKey>("NoSuchEntity", new { UserName = "nobody" });
        await RefusedAsync<CreateAccessKey>("ValidationError");
        await UserAsync("ann");
        await CallAsync<CreateAccessKey>(new { UserName = "ann" });
        await RefusedAsync<CreateAccessKey>("LimitExceeded", new { UserName = "ann" });
    }

    [Test]
    public async Task ListAccessKeys_lists_the_keys_of_a_user()
    {
        var ann = await UserAsync("ann");
        await UserAsync("bob");
        Assert.That(
            (await CallAsync<ListAccessKeys>(new { UserName = "ann" })).Each("AccessKeyMetadata/*/AccessKeyId"),
            Is.EqualTo(new[] { ann.AccessKeyId })
        );
        await RefusedAsync<ListAccessKeys>("NoSuchEntity", new { UserName = "nobody" });
    }

    [Test]
    public async Task UpdateAccessKey_switches_a_key_off()
    {
        var ann = await UserAsync("ann");
        await CallAsync<UpdateAccessKey>(Key(ann.AccessKeyId!, "ann", "Inactive"));
        Assert.That(() => Cloud.CallerOf(ann.AccessKeyId!), Throws.TypeOf<AssertionException>());
    }

    [Test]
    public async Task DeleteAccessKey_takes_a_key_away()
    {
        var ann = await UserAsync("ann");
        await CallAsync<DeleteAccessKey>(new { ann.AccessKeyId, UserName = "ann" });
        Assert.That((await CallAsync<ListAccessKeys>(new { UserName = "ann" })).Each("AccessKeyMetadata/*"), Is.Empty);
    }

    [Test]
    public async Task A_user_cannot_reach_the_key_of_another()
    {
        var ann = await UserAsync("ann", Allow("iam:*", $"arn:aws:iam::{Account}:user/ann"));
        var bob = await UserAsync("bob");
        await RefusedAsync<DeleteAccessKey>("NoSuchEntity", new { bob.AccessKeyId }, ann);
        await RefusedAsync<DeleteAccessKey>("NoSuchEntity", new { bob.AccessKeyId, UserName = "ann" }, ann);
        await RefusedAsync<UpdateAccessKey>("NoSuchEntity", Key(bob.AccessKeyId!, "ann", "Inactive"), ann);
        Assert.That(Cloud.CallerOf(bob.AccessKeyId!).UserName, Is.EqualTo("bob"));
    }

    [Test]
    public async Task UpdateAccessKey_refuses_a_status_that_is_none()
    {
        var ann = await UserAsync("ann");
        await RefusedAsync<UpdateAccessKey>("ValidationError", Key(ann.AccessKeyId!, "ann", "Asleep"));
    }

    [Test]
    public async Task GetAccessKeyLastUsed_names_the_user()
    {
        var ann = await UserAsync("ann");
        Assert.That((await CallAsync<GetAccessKeyLastUsed>(new { ann.AccessKeyId })).At("UserName"), Is.EqualTo("ann"));
        await RefusedAsync<GetAccessKeyLastUsed>("NoSuchEntity", new { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" });
    }

    [Test]
    public async Task CreateLoginProfile_gives_a_password_that_the_user_changes_with_ChangePassword()
    {
        var ann = await UserAsync("ann", Allow("iam:ChangePassword"));
        await CallAsync<CreateLoginProfile>(
            new
            {
                UserName = "ann",
                Password,
                PasswordResetRequired = true,
            }
        );
        await CallAsync<ChangePassword>(new { OldPassword = Password, NewPassword = "battery staple" }, ann);
        await RefusedAsync<ChangePassword>("AccessDenied", new { OldPassword = Password, NewPassword = "another one" }, ann);
        Assert.That(
            (await CallAsync<GetLoginProfile>(new { UserName = "ann" })).At("LoginProfile/PasswordResetRequired"),
            Is.EqualTo("false")
        );
    }

    [Test]
    public async Task CreateLoginProfile_refuses_no_user_a_short_password_and_a_second_profile()
    {
        await RefusedAsync<CreateLoginProfile>("NoSuchEntity", new { UserName = "nobody", Password });
        await GivenUserAsync("ann");
        await RefusedAsync<CreateLoginProfile>("PasswordPolicyViolation", new { UserName = "ann", Password = "short" });
        await CallAsync<CreateLoginProfile>(new { UserName = "ann", Password });
        await RefusedAsync<CreateLoginProfile>("EntityAlreadyExists", new { UserName = "ann", Password });
    }

    [Test]
    public async Task ChangePassword_refuses_a_short_password_and_a_user_without_one()
    {
        var ann = await UserAsync("ann", Allow("iam:ChangePassword"));
        await RefusedAsync<ChangePassword>("NoSuchEntity", new { OldPassword = Password, NewPassword = "battery staple" }, ann);
        await CallAsync<CreateLoginProfile>(new { UserName = "ann", Password });
        await RefusedAsync<ChangePassword>("PasswordPolicyViolation", new { OldPassword = Password, NewPassword = "short" }, ann);
    }

    [Test]
    public async Task UpdateLoginProfile_changes_a_profile_and_DeleteLoginProfile_takes_it_away()
    {
        await GivenUserAsync("ann");
        await CallAsync<CreateLoginProfile>(new { UserName = "ann", Password });
        await CallAsync<UpdateLoginProfile>(new { UserName = "ann", PasswordResetRequired = true });
        Assert.That(
            (await CallAsync<GetLoginProfile>(new { UserName = "ann" })).At("LoginProfile/PasswordResetRequired"),
            Is.EqualTo("true")
        );
        await CallAsync<DeleteLoginProfile>(new { UserName = "ann" });
        await RefusedAsync<GetLoginProfile>("NoSuchEntity", new { UserName = "ann" });
    }

    [Test]
    public async Task Profiles_of_users_without_one_are_NoSuchEntity()
    {
        await GivenUserAsync("ann");
        await RefusedAsync<GetLoginProfile>("NoSuchEntity", new { UserName = "ann" });
        await RefusedAsync<UpdateLoginProfile>("NoSuchEntity", new { UserName = "ann" });
        await RefusedAsync<DeleteLoginProfile>("NoSuchEntity", new { UserName = "ann" });
    }

    static object Key(string id, string user, string status) =>
        new
        {
            AccessKeyId = id,
            UserName = user,
            Status = status,
        };
}
