using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class AccountTests : IdentityTest
{
    [Test]
    public async Task UpdateAccountPasswordPolicy_sets_what_GetAccountPasswordPolicy_shows_and_DeleteAccountPasswordPolicy_takes_away()
    {
        await CallAsync<UpdateAccountPasswordPolicy>(new { MinimumPasswordLength = 12, MaxPasswordAge = 90 });
        var policy = (await CallAsync<GetAccountPasswordPolicy>())["PasswordPolicy"]!;
        Assert.That(
            (policy.At("MinimumPasswordLength"), policy.At("ExpirePasswords"), policy.At("RequireSymbols")),
            Is.EqualTo(("12", "true", "false"))
        );
        await CallAsync<DeleteAccountPasswordPolicy>();
        await RefusedAsync<GetAccountPasswordPolicy>("NoSuchEntity");
        await RefusedAsync<DeleteAccountPasswordPolicy>("NoSuchEntity");
    }

    [TestCase(5, 90, 5)]
    [TestCase(129, 90, 5)]
    [TestCase(8, 0, 5)]
    [TestCase(8, 1096, 5)]
    [TestCase(8, 90, 25)]
    public Task UpdateAccountPasswordPolicy_refuses_numbers_out_of_their_ranges(int length, int age, int reuse) =>
        RefusedAsync<UpdateAccountPasswordPolicy>(
            "ValidationError",
            new
            {
                MinimumPasswordLength = length,
                MaxPasswordAge = age,
                PasswordReusePrevention = reuse,
            }
        );

    [Test]
    public async Task GetAccountSummary_counts()
    {
        await GivenUserAsync("ann");
        await GivenUserAsync("bob");
        await GivenGroupAsync("students");
        var summary = (await CallAsync<GetAccountSummary>())["SummaryMap"]!;
        Assert.That(
            (summary.At("Users"), summary.At("Groups"), summary.At("Roles"), summary.At("RolesQuota")),
            Is.EqualTo(("2", "1", "0", "1000"))
        );
    }

    [Test]
    public async Task An_account_has_no_aliases_and_no_devices()
    {
        Assert.That((await CallAsync<ListAccountAliases>()).Each("AccountAliases/*"), Is.Empty);
        Assert.That((await CallAsync<ListVirtualMFADevices>()).Each("VirtualMFADevices/*"), Is.Empty);
    }

    [Test]
    public async Task A_user_without_a_policy_learns_nothing_of_the_account()
    {
        var ann = await UserAsync("ann");
        await RefusedAsync<GetAccountSummary>("AccessDenied", caller: ann);
        await RefusedAsync<ListAccountAliases>("AccessDenied", caller: ann);
        await RefusedAsync<ListVirtualMFADevices>("AccessDenied", caller: ann);
    }
}
