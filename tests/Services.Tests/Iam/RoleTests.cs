using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class RoleTests : IdentityTest
{
    static string Trust { get; } = TrustOf("lambda.amazonaws.com");

    [Test]
    public async Task CreateRole_makes_a_role_that_GetRole_shows()
    {
        await CallAsync<CreateRole>(
            new
            {
                RoleName = "worker",
                AssumeRolePolicyDocument = Trust,
                Description = "works",
                MaxSessionDuration = 7200,
            }
        );
        var role = (await CallAsync<GetRole>(new { RoleName = "worker" }))["Role"]!;
        Assert.That(
            (
                role.At("Arn"),
                role.At("Description"),
                role.At("MaxSessionDuration"),
                Uri.UnescapeDataString(role.At("AssumeRolePolicyDocument"))
            ),
            Is.EqualTo(($"arn:aws:iam::{Account}:role/worker", "works", "7200", Trust))
        );
    }

    [Test]
    public async Task CreateRole_refuses_names_trusts_durations_and_a_role_of_that_name()
    {
        await RefusedAsync<CreateRole>("ValidationError", new { RoleName = "no spaces", AssumeRolePolicyDocument = Trust });
        await RefusedAsync<CreateRole>(
            "ValidationError",
            new
            {
                RoleName = "r",
                AssumeRolePolicyDocument = Trust,
                MaxSessionDuration = 3599,
            }
        );
        await RefusedAsync<CreateRole>("MalformedPolicyDocument", new { RoleName = "r", AssumeRolePolicyDocument = "{" });
        await RefusedAsync<CreateRole>("MalformedPolicyDocument", new { RoleName = "r", AssumeRolePolicyDocument = OnePolicy });
        var stranger = PolicyOf(
            $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:user/nobody"},"Action":"sts:AssumeRole"}"""
        );
        await RefusedAsync<CreateRole>("MalformedPolicyDocument", new { RoleName = "r", AssumeRolePolicyDocument = stranger });
        await RoleAsync("worker", "lambda.amazonaws.com");
        await RefusedAsync<CreateRole>("EntityAlreadyExists", new { RoleName = "Worker", AssumeRolePolicyDocument = Trust });
    }

    [Test]
    public async Task ListRoles_lists_roles()
    {
        await RoleAsync("a", "lambda.amazonaws.com");
        await RoleAsync("b", "states.amazonaws.com");
        Assert.That((await CallAsync<ListRoles>()).Each("Roles/*/RoleName"), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task UpdateRole_and_UpdateRoleDescription_change_a_role()
    {
        await RoleAsync("worker", "lambda.amazonaws.com");
        await CallAsync<UpdateRole>(new { RoleName = "worker", MaxSessionDuration = 43_200 });
        var described = await CallAsync<UpdateRoleDescription>(new { RoleName = "worker", Description = "works" });
        Assert.That((described.At("Role/Description"), described.At("Role/MaxSessionDuration")), Is.EqualTo(("works", "43200")));
    }

    [Test]
    public async Task UpdateRole_refuses_no_role_and_a_duration_of_more_than_twelve_hours()
    {
        await RefusedAsync<UpdateRole>("NoSuchEntity", new { RoleName = "none" });
        await RefusedAsync<UpdateRoleDescription>("NoSuchEntity", new { RoleName = "none", Description = "x" });
        await RoleAsync("worker", "lambda.amazonaws.com");
        await RefusedAsync<UpdateRole>("ValidationError", new { RoleName = "worker", MaxSessionDuration = 43_201 });
    }

    [Test]
    public async Task UpdateAssumeRolePolicy_changes_whom_a_role_trusts()
    {
        await RoleAsync("worker", "lambda.amazonaws.com");
        await CallAsync<UpdateAssumeRolePolicy>(new { RoleName = "worker", PolicyDocument = TrustOf("states.amazonaws.com") });
        var trust = Uri.UnescapeDataString((await CallAsync<GetRole>(new { RoleName = "worker" })).At("Role/AssumeRolePolicyDocument"));
        Assert.That(trust, Does.Contain("states.amazonaws.com").And.Not.Contain("lambda.amazonaws.com"));
    }

    [Test]
    public async Task UpdateAssumeRolePolicy_refuses_no_role_and_no_trust()
    {
        await RefusedAsync<UpdateAssumeRolePolicy>("NoSuchEntity", new { RoleName = "none", PolicyDocument = Trust });
        await RoleAsync("worker", "lambda.amazonaws.com");
        await RefusedAsync<UpdateAssumeRolePolicy>("MalformedPolicyDocument", new { RoleName = "worker", PolicyDocument = OnePolicy });
    }

    [Test]
    public async Task DeleteRole_takes_a_role_away()
    {
        await RoleAsync("worker", "lambda.amazonaws.com");
        await CallAsync<DeleteRole>(new { RoleName = "worker" });
        await RefusedAsync<GetRole>("NoSuchEntity", new { RoleName = "worker" });
    }

    [Test]
    public async Task DeleteRole_refuses_no_role_and_a_role_with_policies()
    {
        await RefusedAsync<DeleteRole>("NoSuchEntity", new { RoleName = "none" });
        await RoleAsync("inline", "lambda.amazonaws.com", Allow("s3:*"));
        await RoleAsync("attached", "lambda.amazonaws.com");
        await CallAsync<AttachRolePolicy>(new { RoleName = "attached", PolicyArn = ReadOnly });
        await RefusedAsync<DeleteRole>("DeleteConflict", new { RoleName = "inline" });
        await RefusedAsync<DeleteRole>("DeleteConflict", new { RoleName = "attached" });
    }

    [Test]
    public async Task PutRolePolicy_keeps_a_policy_that_GetRolePolicy_shows_and_DeleteRolePolicy_takes_away()
    {
        await RoleAsync("worker", "lambda.amazonaws.com", Allow("s3:GetObject"));
        var named = new { RoleName = "worker", PolicyName = "own" };
        Assert.That(Uri.UnescapeDataString((await CallAsync<GetRolePolicy>(named)).At("PolicyDocument")), Is.EqualTo(OnePolicy));
        Assert.That((await CallAsync<ListRolePolicies>(new { RoleName = "worker" })).Each("PolicyNames/*"), Is.EqualTo(new[] { "own" }));
        await CallAsync<DeleteRolePolicy>(named);
        await RefusedAsync<GetRolePolicy>("NoSuchEntity", named);
        await RefusedAsync<DeleteRolePolicy>("NoSuchEntity", named);
    }

    [Test]
    public async Task PutRolePolicy_refuses_no_role_no_policy_and_more_than_10240_bytes()
    {
        await RefusedAsync<PutRolePolicy>("NoSuchEntity", Inline("none", OnePolicy));
        await RefusedAsync<ListRolePolicies>("NoSuchEntity", new { RoleName = "none" });
        await RoleAsync("worker", "lambda.amazonaws.com");
        await RefusedAsync<PutRolePolicy>("MalformedPolicyDocument", Inline("worker", "[]"));
        await RefusedAsync<PutRolePolicy>("LimitExceeded", Inline("worker", PolicyOf(Allow("s3:GetObject", new string('x', 10_240)))));
    }

    [Test]
    public async Task AttachRolePolicy_attaches_a_policy_that_DetachRolePolicy_detaches()
    {
        await RoleAsync("worker", "lambda.amazonaws.com");
        var named = new { RoleName = "worker", PolicyArn = ReadOnly };
        await CallAsync<AttachRolePolicy>(named);
        Assert.That(
            (await CallAsync<ListAttachedRolePolicies>(new { RoleName = "worker" })).Each("AttachedPolicies/*/PolicyArn"),
            Is.EqualTo(new[] { ReadOnly })
        );
        await CallAsync<DetachRolePolicy>(named);
        await RefusedAsync<DetachRolePolicy>("NoSuchEntity", named);
    }

    [Test]
    public async Task AttachRolePolicy_refuses_no_role_no_policy_and_an_eleventh_policy()
    {
        await RefusedAsync<AttachRolePolicy>("NoSuchEntity", new { RoleName = "none", PolicyArn = ReadOnly });
        await RefusedAsync<ListAttachedRolePolicies>("NoSuchEntity", new { RoleName = "none" });
        await RoleAsync("worker", "lambda.amazonaws.com");
        await RefusedAsync<AttachRolePolicy>("NoSuchEntity", new { RoleName = "worker", PolicyArn = $"{ReadOnly}2" });
        for (var i = 0; i < 10; i++)
            await CallAsync<AttachRolePolicy>(new { RoleName = "worker", PolicyArn = await PolicyAsync($"p{i}") });
        await RefusedAsync<AttachRolePolicy>("LimitExceeded", new { RoleName = "worker", PolicyArn = ReadOnly });
    }

    [Test]
    public async Task PutRolePermissionsBoundary_sets_a_boundary_that_DeleteRolePermissionsBoundary_takes_away()
    {
        var arn = await RoleAsync("worker", "lambda.amazonaws.com", Allow("iam:ListUsers"));
        await CallAsync<PutRolePermissionsBoundary>(new { RoleName = "worker", PermissionsBoundary = await PolicyAsync("s3-only") });
        await RefusedAsync<ListUsers>("AccessDenied", caller: ActingAs(arn));
        await CallAsync<DeleteRolePermissionsBoundary>(new { RoleName = "worker" });
        await CallAsync<ListUsers>(caller: ActingAs(arn));
    }

    [Test]
    public async Task Boundaries_of_no_role_and_no_policy_are_NoSuchEntity()
    {
        await RefusedAsync<PutRolePermissionsBoundary>("NoSuchEntity", new { RoleName = "none", PermissionsBoundary = ReadOnly });
        await RefusedAsync<DeleteRolePermissionsBoundary>("NoSuchEntity", new { RoleName = "none" });
        await RoleAsync("worker", "lambda.amazonaws.com");
        await RefusedAsync<PutRolePermissionsBoundary>("NoSuchEntity", new { RoleName = "worker", PermissionsBoundary = $"{ReadOnly}2" });
    }

    [Test]
    public async Task TagRole_and_UntagRole_change_what_ListRoleTags_lists()
    {
        await RoleAsync("worker", "lambda.amazonaws.com");
        await CallAsync<TagRole>(
            new { RoleName = "worker", Tags = new[] { new { Key = "stage", Value = "dev" }, new { Key = "x", Value = "y" } } }
        );
        await CallAsync<UntagRole>(new { RoleName = "worker", TagKeys = new[] { "x" } });
        Assert.That((await CallAsync<ListRoleTags>(new { RoleName = "worker" })).Each("Tags/*/Key"), Is.EqualTo(new[] { "stage" }));
    }

    [Test]
    public async Task Tags_and_profiles_of_no_role_are_NoSuchEntity()
    {
        await RefusedAsync<TagRole>("NoSuchEntity", new { RoleName = "none", Tags = Array.Empty<object>() });
        await RefusedAsync<UntagRole>("NoSuchEntity", new { RoleName = "none", TagKeys = Array.Empty<string>() });
        await RefusedAsync<ListRoleTags>("NoSuchEntity", new { RoleName = "none" });
        await RefusedAsync<ListInstanceProfilesForRole>("NoSuchEntity", new { RoleName = "none" });
    }

    [Test]
    public async Task ListInstanceProfilesForRole_is_empty()
    {
        await RoleAsync("worker", "lambda.amazonaws.com");
        Assert.That((await CallAsync<ListInstanceProfilesForRole>(new { RoleName = "worker" })).Each("InstanceProfiles/*"), Is.Empty);
    }

    static object Inline(string role, string document) =>
        new
        {
            RoleName = role,
            PolicyName = "own",
            PolicyDocument = document,
        };
}
