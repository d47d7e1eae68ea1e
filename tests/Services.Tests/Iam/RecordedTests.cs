using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Iam.Sts;

namespace Classroom.Services.Tests.Iam;

/// <summary>Answers of IAM and STS as recorded on AWS.</summary>
sealed class RecordedTests : ServiceTest
{
    const string Lambda = "arn:aws:iam::aws:policy/AWSLambdaExecute";

    [Test]
    public async Task Only_GetRole_tells_the_last_use_and_a_listing_tells_neither_tags_nor_boundary()
    {
        var created = await CallAsync<CreateRole>(
            new
            {
                RoleName = "reader",
                AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com"),
                PermissionsBoundary = Lambda,
                Tags = new[] { new { Key = "a", Value = "1" } },
            }
        );
        Assert.That((created.Maybe("Role/MaxSessionDuration"), created.At("Role/Tags/0/Key")), Is.EqualTo(((string?)null, "a")));
        var got = await CallAsync<GetRole>(new { RoleName = "reader" });
        Assert.That((got["Role"]!["RoleLastUsed"]!.ToJsonString(), got.At("Role/MaxSessionDuration")), Is.EqualTo(("{}", "3600")));
        var listed = (await CallAsync<ListRoles>())["Roles"]!.AsArray().Single(role => (string?)role!["RoleName"] == "reader")!;
        Assert.That(
            (listed["Tags"], listed["PermissionsBoundary"], listed["RoleLastUsed"], (int)listed["MaxSessionDuration"]!),
            Is.EqualTo(((object?)null, (object?)null, (object?)null, 3600))
        );
    }

    [Test]
    public async Task A_policy_to_attach_is_named_by_an_ARN_that_is_there()
    {
        await RoleAsync("reader", "lambda.amazonaws.com");
        var noArn = await RefusedAsync<AttachRolePolicy>(
            "ValidationError",
            new { RoleName = "reader", PolicyArn = "AWSLambdaExecutePolicy" }
        );
        Assert.That(noArn.Message, Is.EqualTo("Invalid ARN:  Could not be parsed!"));
        var none = await RefusedAsync<AttachRolePolicy>("NoSuchEntity", new { RoleName = "reader", PolicyArn = Lambda + "123" });
        Assert.That(none.Message, Is.EqualTo($"Policy {Lambda}123 does not exist or is not attachable."));
    }

    [Test]
    public async Task A_trust_policy_that_is_no_JSON_is_told_so()
    {
        var refused = await RefusedAsync<CreateRole>(
            "MalformedPolicyDocument",
            new { RoleName = "reader", AssumeRolePolicyDocument = """{"Version":"2012-10-17",}""" }
        );
        Assert.That(refused.Message, Is.EqualTo("This policy contains invalid Json"));
    }

    [Test]
    public async Task A_policy_that_is_a_boundary_cannot_be_deleted()
    {
        var arn = (await CallAsync<CreatePolicy>(new { PolicyName = "limit", PolicyDocument = PolicyOf(Allow("s3:*")) })).At("Policy/Arn");
        await CallAsync<CreateUser>(new { UserName = "ann", PermissionsBoundary = arn });
        await RefusedAsync<DeletePolicy>("DeleteConflict", new { PolicyArn = arn });
        await CallAsync<DeleteUserPermissionsBoundary>(new { UserName = "ann" });
        await CallAsync<DeletePolicy>(new { PolicyArn = arn });
    }

    [TestCase("AWSLambdaExecute", "s3:PutObject")]
    [TestCase("service-role/AWSLambdaBasicExecutionRole", "logs:PutLogEvents")]
    [TestCase("AWSXrayReadOnlyAccess", "xray:GetServiceGraph")]
    public async Task A_managed_policy_has_the_statements_of_AWS(string path, string action)
    {
        var policy = await CallAsync<GetPolicy>(new { PolicyArn = $"arn:aws:iam::aws:policy/{path}" });
        var version = await CallAsync<GetPolicyVersion>(
            new { PolicyArn = $"arn:aws:iam::aws:policy/{path}", VersionId = policy.At("Policy/DefaultVersionId") }
        );
        Assert.That(Uri.UnescapeDataString(version.At("PolicyVersion/Document")), Does.Contain($"\"{action}\""));
    }

    [Test]
    public async Task AWSLambdaExecute_lets_write_objects_and_not_delete_them()
    {
        await CallAsync<CreateUser>(new { UserName = "ann" });
        await CallAsync<AttachUserPolicy>(new { UserName = "ann", PolicyArn = Lambda });
        var simulated = await CallAsync<SimulatePrincipalPolicy>(
            new
            {
                PolicySourceArn = $"arn:aws:iam::{Account}:user/ann",
                ActionNames = new[] { "s3:PutObject", "s3:DeleteObject" },
                ResourceArns = new[] { "arn:aws:s3:::photos/cat" },
            }
        );
        Assert.That(simulated.Each("EvaluationResults/*/EvalDecision"), Is.EqualTo(new[] { "allowed", "implicitDeny" }));
    }

    [Test]
    public async Task Transitive_tags_pass_to_the_sessions_of_a_session_and_cannot_be_replaced()
    {
        var (first, second) = (await TrustingAsync("first"), await TrustingAsync("second"));
        await CallAsync<PutRolePolicy>(
            new
            {
                RoleName = "first",
                PolicyName = "own",
                PolicyDocument = PolicyOf(Allow("sts:*")),
            }
        );
        var user = await UserAsync("ann", Allow("sts:*"));
        var caller = Of(await CallAsync<AssumeRole>(Assuming(first, "Stage", "dev", ["Stage"]), user));
        await RefusedAsync<AssumeRole>("InvalidParameterValue", Assuming(second, "stage", "prod", []), caller);
        var chained = Of(await CallAsync<AssumeRole>(Assuming(second, "Other", "1", []), caller));
        Assert.That((chained.Tags["Stage"], chained.Tags["Other"]), Is.EqualTo(("dev", "1")));
    }

    [Test]
    public async Task AssumeRole_refuses_an_ARN_that_is_none_and_tags_that_do_not_fit()
    {
        var role = await TrustingAsync("first");
        var user = await UserAsync("ann", Allow("sts:*"));
        foreach (var arn in (string[])["nothing-valid-in-here", "arn::b:::something/test-role", "arn:a:::something/test-role"])
        {
            var refused = await RefusedAsync<AssumeRole>("ValidationError", new { RoleArn = arn, RoleSessionName = "Session1" }, user);
            Assert.That(refused.Message, Does.Contain(arn));
        }
        await RefusedAsync<AssumeRole>("InvalidParameterValue", Assuming(role, "Stage", "dev", ["Other"]), user);
    }

    [Test]
    public async Task AssumeRole_narrows_the_session_by_managed_policies()
    {
        var role = await TrustingAsync("first");
        await CallAsync<AttachRolePolicy>(new { RoleName = "first", PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess" });
        var user = await UserAsync("ann", Allow("sts:*"));
        var session = Of(
            await CallAsync<AssumeRole>(
                new
                {
                    RoleArn = role,
                    RoleSessionName = "narrow",
                    PolicyArns = new[] { new { arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess" } },
                },
                user
            )
        );
        await CallAsync<ListUsers>(caller: session);
        await RefusedAsync<CreateUser>("AccessDenied", new { UserName = "eve" }, session);
    }

    async Task<string> TrustingAsync(string name)
    {
        var trust = PolicyOf($$"""{"Effect":"Allow","Principal":{"AWS":"{{Account}}"},"Action":["sts:AssumeRole","sts:TagSession"]}""");
        return (await CallAsync<CreateRole>(new { RoleName = name, AssumeRolePolicyDocument = trust })).At("Role/Arn");
    }

    static object Assuming(string role, string key, string value, string[] transitive) =>
        new
        {
            RoleArn = role,
            RoleSessionName = "session",
            Tags = new[] { new { Key = key, Value = value } },
            TransitiveTagKeys = transitive,
        };

    Caller Of(JsonNode assumed) => Cloud.CallerOf(assumed.At("Credentials/AccessKeyId"), assumed.At("Credentials/SessionToken"));
}
