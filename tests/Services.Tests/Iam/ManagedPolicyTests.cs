using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class ManagedPolicyTests : IdentityTest
{
    const string None = $"arn:aws:iam::{Account}:policy/none";

    [Test]
    public async Task CreatePolicy_makes_a_policy_that_GetPolicy_shows()
    {
        var arn = await PolicyAsync("reader");
        await GivenUserAsync("ann");
        await CallAsync<AttachUserPolicy>(new { UserName = "ann", PolicyArn = arn });
        var policy = (await CallAsync<GetPolicy>(new { PolicyArn = arn }))["Policy"]!;
        Assert.That(
            (arn, policy.At("DefaultVersionId"), policy.At("AttachmentCount")),
            Is.EqualTo(($"arn:aws:iam::{Account}:policy/reader", "v1", "1"))
        );
    }

    [Test]
    public async Task CreatePolicy_refuses_names_documents_sizes_and_a_policy_of_that_name()
    {
        await RefusedAsync<CreatePolicy>("ValidationError", new { PolicyName = "no spaces", PolicyDocument = OnePolicy });
        await RefusedAsync<CreatePolicy>("MalformedPolicyDocument", new { PolicyName = "p", PolicyDocument = "none" });
        await RefusedAsync<CreatePolicy>(
            "LimitExceeded",
            new { PolicyName = "p", PolicyDocument = PolicyOf(Allow("s3:*", new string('x', 6144))) }
        );
        await PolicyAsync("p");
        await RefusedAsync<CreatePolicy>("EntityAlreadyExists", new { PolicyName = "p", PolicyDocument = OnePolicy });
    }

    [Test]
    public async Task ListPolicies_lists_those_of_the_account_or_of_AWS()
    {
        var arn = await PolicyAsync("reader");
        Assert.That((await CallAsync<ListPolicies>(new { Scope = "Local" })).Each("Policies/*/Arn"), Is.EqualTo(new[] { arn }));
        Assert.That(
            (await CallAsync<ListPolicies>(new { Scope = "AWS" })).Each("Policies/*/Arn"),
            Does.Contain(ReadOnly).And.Not.Contain(arn)
        );
        Assert.That((await CallAsync<ListPolicies>(new { OnlyAttached = true })).Each("Policies/*"), Is.Empty);
    }

    [Test]
    public async Task CreatePolicyVersion_and_SetDefaultPolicyVersion_change_what_the_policy_allows()
    {
        var arn = await PolicyAsync("reader");
        var second = PolicyOf(Allow("s3:*"));
        await CallAsync<CreatePolicyVersion>(new { PolicyArn = arn, PolicyDocument = second });
        await CallAsync<SetDefaultPolicyVersion>(new { PolicyArn = arn, VersionId = "v2" });
        var version = await CallAsync<GetPolicyVersion>(new { PolicyArn = arn, VersionId = "v2" });
        Assert.That(
            (Uri.UnescapeDataString(version.At("PolicyVersion/Document")), version.At("PolicyVersion/IsDefaultVersion")),
            Is.EqualTo((second, "true"))
        );
        Assert.That(
            (await CallAsync<ListPolicyVersions>(new { PolicyArn = arn })).Each("Versions/*/VersionId"),
            Is.EqualTo(new[] { "v2", "v1" })
        );
    }

    [Test]
    public async Task CreatePolicyVersion_refuses_no_policy_no_document_and_a_sixth_version()
    {
        await RefusedAsync<CreatePolicyVersion>("NoSuchEntity", new { PolicyArn = None, PolicyDocument = OnePolicy });
        var arn = await PolicyAsync("reader");
        await RefusedAsync<CreatePolicyVersion>("MalformedPolicyDocument", new { PolicyArn = arn, PolicyDocument = "{}" });
        for (var i = 0; i < 4; i++)
            await CallAsync<CreatePolicyVersion>(new { PolicyArn = arn, PolicyDocument = OnePolicy });
        await RefusedAsync<CreatePolicyVersion>("LimitExceeded", new { PolicyArn = arn, PolicyDocument = OnePolicy });
    }

    [Test]
    public async Task DeletePolicyVersion_takes_a_version_away_and_refuses_the_default_one()
    {
        var arn = await PolicyAsync("reader");
        await CallAsync<CreatePolicyVersion>(new { PolicyArn = arn, PolicyDocument = OnePolicy });
        await CallAsync<DeletePolicyVersion>(new { PolicyArn = arn, VersionId = "v2" });
        await RefusedAsync<GetPolicyVersion>("NoSuchEntity", new { PolicyArn = arn, VersionId = "v2" });
        await RefusedAsync<DeletePolicyVersion>("NoSuchEntity", new { PolicyArn = arn, VersionId = "v2" });
        await RefusedAsync<DeletePolicyVersion>("DeleteConflict", new { PolicyArn = arn, VersionId = "v1" });
    }

    [Test]
    public async Task DeletePolicy_takes_a_policy_away()
    {
        var arn = await PolicyAsync("reader");
        await CallAsync<DeletePolicy>(new { PolicyArn = arn });
        await RefusedAsync<GetPolicy>("NoSuchEntity", new { PolicyArn = arn });
    }

    [Test]
    public async Task DeletePolicy_refuses_no_policy_one_that_is_attached_and_one_with_more_versions()
    {
        await RefusedAsync<DeletePolicy>("NoSuchEntity", new { PolicyArn = None });
        var (attached, versions) = (await PolicyAsync("attached"), await PolicyAsync("versions"));
        await GivenUserAsync("ann");
        await CallAsync<AttachUserPolicy>(new { UserName = "ann", PolicyArn = attached });
        await CallAsync<CreatePolicyVersion>(new { PolicyArn = versions, PolicyDocument = OnePolicy });
        await RefusedAsync<DeletePolicy>("DeleteConflict", new { PolicyArn = attached });
        await RefusedAsync<DeletePolicy>("DeleteConflict", new { PolicyArn = versions });
    }

    [Test]
    public async Task ListEntitiesForPolicy_lists_who_has_it()
    {
        var arn = await PolicyAsync("reader");
        await GivenUserAsync("ann");
        await GivenGroupAsync("students");
        await RoleAsync("worker", "lambda.amazonaws.com");
        await CallAsync<AttachUserPolicy>(new { UserName = "ann", PolicyArn = arn });
        await CallAsync<AttachGroupPolicy>(new { GroupName = "students", PolicyArn = arn });
        await CallAsync<AttachRolePolicy>(new { RoleName = "worker", PolicyArn = arn });
        var entities = await CallAsync<ListEntitiesForPolicy>(new { PolicyArn = arn });
        Assert.That(
            (entities.At("PolicyUsers/0/UserName"), entities.At("PolicyGroups/0/GroupName"), entities.At("PolicyRoles/0/RoleName")),
            Is.EqualTo(("ann", "students", "worker"))
        );
    }

    [Test]
    public async Task TagPolicy_and_UntagPolicy_change_what_ListPolicyTags_lists()
    {
        var arn = await PolicyAsync("reader");
        await CallAsync<TagPolicy>(
            new { PolicyArn = arn, Tags = new[] { new { Key = "stage", Value = "dev" }, new { Key = "x", Value = "y" } } }
        );
        await CallAsync<UntagPolicy>(new { PolicyArn = arn, TagKeys = new[] { "x" } });
        Assert.That((await CallAsync<ListPolicyTags>(new { PolicyArn = arn })).Each("Tags/*/Key"), Is.EqualTo(new[] { "stage" }));
    }

    [Test]
    public async Task What_is_asked_of_no_policy_is_NoSuchEntity()
    {
        await RefusedAsync<ListEntitiesForPolicy>("NoSuchEntity", new { PolicyArn = None });
        await RefusedAsync<ListPolicyVersions>("NoSuchEntity", new { PolicyArn = None });
        await RefusedAsync<GetPolicyVersion>("NoSuchEntity", new { PolicyArn = None, VersionId = "v1" });
        await RefusedAsync<SetDefaultPolicyVersion>("NoSuchEntity", new { PolicyArn = None, VersionId = "v1" });
        await RefusedAsync<TagPolicy>("NoSuchEntity", new { PolicyArn = None, Tags = Array.Empty<object>() });
        await RefusedAsync<UntagPolicy>("NoSuchEntity", new { PolicyArn = None, TagKeys = Array.Empty<string>() });
        await RefusedAsync<ListPolicyTags>("NoSuchEntity", new { PolicyArn = None });
    }
}
