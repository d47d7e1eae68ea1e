using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class AuthorizationDetailsTests : IdentityTest
{
    [SetUp]
    public async Task GivenIdentities()
    {
        await UserAsync("ann", Allow("s3:*"));
        await GivenGroupAsync("students");
        await CallAsync<AddUserToGroup>(new { GroupName = "students", UserName = "ann" });
        await CallAsync<AttachGroupPolicy>(new { GroupName = "students", PolicyArn = ReadOnly });
        await CallAsync<CreateRole>(
            new
            {
                RoleName = "worker",
                AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com"),
                PermissionsBoundary = await PolicyAsync("limit"),
                Tags = new[] { new { Key = "team", Value = "red" } },
            }
        );
        await CallAsync<PutRolePolicy>(
            new
            {
                RoleName = "worker",
                PolicyName = "own",
                PolicyDocument = OnePolicy,
            }
        );
    }

    [Test]
    public async Task GetAccountAuthorizationDetails_shows_all_identities_with_their_policies()
    {
        var details = await CallAsync<GetAccountAuthorizationDetails>();
        var user = details["UserDetailList"]![0]!;
        Assert.That(
            (user.At("UserName"), user.At("GroupList/0"), user.At("UserPolicyList/0/PolicyName")),
            Is.EqualTo(("ann", "students", "own"))
        );
        Assert.That(details.At("GroupDetailList/0/AttachedManagedPolicies/0/PolicyArn"), Is.EqualTo(ReadOnly));
        var role = details["RoleDetailList"]![0]!;
        Assert.That(
            (
                Uri.UnescapeDataString(role.At("RolePolicyList/0/PolicyDocument")),
                role.At("PermissionsBoundary/PermissionsBoundaryArn"),
                role.At("Tags/0/Value"),
                Uri.UnescapeDataString(role.At("AssumeRolePolicyDocument"))
            ),
            Is.EqualTo((OnePolicy, $"arn:aws:iam::{Account}:policy/limit", "red", TrustOf("lambda.amazonaws.com")))
        );
        Assert.That(details.Each("Policies/*/PolicyName"), Is.EqualTo(new[] { "limit", "ReadOnlyAccess" }));
        Assert.That(Uri.UnescapeDataString(details.At("Policies/0/PolicyVersionList/0/Document")), Is.EqualTo(OnePolicy));
        Assert.That(details.At("Policies/0/PermissionsBoundaryUsageCount"), Is.EqualTo("1"));
    }

    [TestCase("User", ExpectedResult = "1 0 0 0")]
    [TestCase("Group", ExpectedResult = "0 1 0 0")]
    [TestCase("Role", ExpectedResult = "0 0 1 0")]
    [TestCase("LocalManagedPolicy", ExpectedResult = "0 0 0 1")]
    [TestCase("AWSManagedPolicy", ExpectedResult = "0 0 0 1")]
    public async Task<string> GetAccountAuthorizationDetails_shows_what_the_filter_names(string kind)
    {
        var details = await CallAsync<GetAccountAuthorizationDetails>(new { Filter = new[] { kind } });
        return string.Join(
            ' ',
            new[] { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies" }.Select(list => details.Each($"{list}/*").Length)
        );
    }

    [Test]
    public async Task GetAccountAuthorizationDetails_has_pages_over_all_kinds()
    {
        var names = new List<string?>();
        string? marker = null;
        do
        {
            var page = await CallAsync<GetAccountAuthorizationDetails>(new { MaxItems = 2, Marker = marker });
            names.AddRange(page.Each("UserDetailList/*/UserName"));
            names.AddRange(page.Each("GroupDetailList/*/GroupName"));
            names.AddRange(page.Each("RoleDetailList/*/RoleName"));
            names.AddRange(page.Each("Policies/*/PolicyName"));
            marker = page.Maybe("Marker");
        } while (marker is not null);
        Assert.That(names, Is.EqualTo(new[] { "ann", "students", "worker", "limit", "ReadOnlyAccess" }));
    }

    [Test]
    public async Task GetAccountAuthorizationDetails_refuses_an_unknown_filter_and_a_user_without_a_policy()
    {
        await RefusedAsync<GetAccountAuthorizationDetails>("ValidationError", new { Filter = new[] { "Everything" } });
        await RefusedAsync<GetAccountAuthorizationDetails>("AccessDenied", caller: await UserAsync("bob"));
    }
}
