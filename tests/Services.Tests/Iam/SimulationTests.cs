using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

sealed class SimulationTests : IdentityTest
{
    const string Bucket = "arn:aws:s3:::b";

    static readonly string DenyPut = """{"Effect":"Deny","Action":"s3:PutObject","Resource":"*"}""";

    [Test]
    public async Task SimulatePrincipalPolicy_decides_as_IAM_does()
    {
        await UserAsync("ann", Allow("s3:*"), DenyPut);
        var simulated = await CallAsync<SimulatePrincipalPolicy>(
            Simulation(User("ann"), "s3:GetObject", "s3:PutObject", "sqs:SendMessage")
        );
        Assert.That(simulated.Each("EvaluationResults/*/EvalDecision"), Is.EqualTo(new[] { "allowed", "explicitDeny", "implicitDeny" }));
    }

    [Test]
    public async Task SimulatePrincipalPolicy_names_the_policies_of_a_user_a_group_and_IAM()
    {
        await UserAsync("ann", Allow("s3:*"));
        await GivenGroupAsync("students");
        await CallAsync<AddUserToGroup>(new { GroupName = "students", UserName = "ann" });
        await CallAsync<PutGroupPolicy>(
            new
            {
                GroupName = "students",
                PolicyName = "see",
                PolicyDocument = OnePolicy,
            }
        );
        await CallAsync<AttachUserPolicy>(new { UserName = "ann", PolicyArn = ReadOnly });
        await CallAsync<AttachUserPolicy>(new { UserName = "ann", PolicyArn = await PolicyAsync("mine") });
        var simulated = await CallAsync<SimulatePrincipalPolicy>(Simulation(User("ann"), "s3:GetObject"));
        Assert.That(
            simulated.Each("EvaluationResults/0/MatchedStatements/*/SourcePolicyId"),
            Is.EqualTo(new[] { "own", "ReadOnlyAccess", "mine", "see" })
        );
        Assert.That(
            simulated.Each("EvaluationResults/0/MatchedStatements/*/SourcePolicyType"),
            Is.EqualTo(new[] { "user", "IAM Policy", "IAM Policy", "group" })
        );
    }

    [Test]
    public async Task SimulatePrincipalPolicy_applies_the_boundary_of_a_role_and_says_so()
    {
        await CallAsync<CreateRole>(
            new
            {
                RoleName = "worker",
                AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com"),
                PermissionsBoundary = await PolicyAsync("limit"),
            }
        );
        await CallAsync<PutRolePolicy>(
            new
            {
                RoleName = "worker",
                PolicyName = "own",
                PolicyDocument = PolicyOf(Allow("s3:*")),
            }
        );
        var simulated = await CallAsync<SimulatePrincipalPolicy>(
            Simulation($"arn:aws:iam::{Account}:role/worker", "s3:GetObject", "s3:PutObject")
        );
        Assert.That(simulated.Each("EvaluationResults/*/EvalDecision"), Is.EqualTo(new[] { "allowed", "implicitDeny" }));
        Assert.That(
            simulated.Each("EvaluationResults/*/PermissionsBoundaryDecisionDetail/AllowedByPermissionsBoundary"),
            Is.EqualTo(new[] { "true", "false" })
        );
        Assert.That(simulated.Each("EvaluationResults/1/MatchedStatements/*"), Is.Empty);
    }

    [Test]
    public async Task SimulatePrincipalPolicy_refuses_what_is_nobody_and_finds_nobody_behind_the_name_of_another()
    {
        await RefusedAsync<SimulatePrincipalPolicy>("NoSuchEntity", Simulation(User("nobody"), "s3:GetObject"));
        await RefusedAsync<SimulatePrincipalPolicy>("InvalidInput", Simulation($"arn:aws:iam::{Account}:policy/p", "s3:GetObject"));
        await UserAsync("bob", Allow("s3:*"));
        await RefusedAsync<SimulatePrincipalPolicy>("NoSuchEntity", Simulation(User("ann-x/bob"), "s3:GetObject"));
        await RefusedAsync<SimulatePrincipalPolicy>("InvalidInput", Simulation(User("bob"), "s3:*"));
    }

    // The policy and the positions are those of the examples of the AWS CLI.
    [TestCase("2019-04-25T11:00:00Z", "allowed")]
    [TestCase("2014-04-25T11:00:00Z", "implicitDeny")]
    public async Task SimulateCustomPolicy_answers_like_the_example_of_AWS(string now, string decision)
    {
        var simulated = await CallAsync<SimulateCustomPolicy>(
            new
            {
                PolicyInputList = new[]
                {
                    """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}""",
                },
                ActionNames = new[] { "dynamodb:CreateBackup" },
                ContextEntries = new[]
                {
                    new
                    {
                        ContextKeyName = "aws:CurrentTime",
                        ContextKeyValues = new[] { now },
                        ContextKeyType = "date",
                    },
                },
            }
        );
        var result = simulated["EvaluationResults"]![0]!;
        Assert.That(
            (result.At("EvalActionName"), result.At("EvalResourceName"), result.At("EvalDecision")),
            Is.EqualTo(("dynamodb:CreateBackup", "*", decision))
        );
        Assert.That(result.Each("MissingContextValues/*"), Is.Empty);
        if (decision == "allowed")
            Assert.That(
                result["MatchedStatements"]!.ToJsonString(),
                Is.EqualTo(
                    """[{"SourcePolicyId":"PolicyInputList.1","SourcePolicyType":"none","StartPosition":{"Line":1,"Column":38},"EndPosition":{"Line":1,"Column":167}}]"""
                )
            );
        else
            Assert.That(result.Each("MatchedStatements/*"), Is.Empty);
    }

    [Test]
    public async Task SimulateCustomPolicy_shows_only_the_statement_that_denies_and_its_place()
    {
        var policy =
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},\n    "
            + DenyPut
            + "\n  ]\n}";
        var matched = (await CallAsync<SimulateCustomPolicy>(Custom(policy, "s3:PutObject")))["EvaluationResults"]![0]![
            "MatchedStatements"
        ]!;
        Assert.That(
            matched.ToJsonString(),
            Is.EqualTo(
                """[{"SourcePolicyId":"PolicyInputList.1","SourcePolicyType":"none","StartPosition":{"Line":4,"Column":52},"EndPosition":{"Line":5,"Column":61}}]"""
            )
        );
    }

    [Test]
    public async Task SimulateCustomPolicy_tells_which_keys_the_policies_want()
    {
        var policy = PolicyOf(
            """{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}/${k:folder}","Condition":{"StringEquals":{"k:team":"${k:lead}"}}}"""
        );
        var simulated = await CallAsync<SimulateCustomPolicy>(Custom(policy, "s3:GetObject"));
        Assert.That(
            simulated.Each("EvaluationResults/0/MissingContextValues/*"),
            Is.EqualTo(new[] { "aws:username", "k:folder", "k:lead", "k:team" })
        );
    }

    [Test]
    public async Task SimulateCustomPolicy_has_a_result_for_every_resource()
    {
        var simulated = await CallAsync<SimulateCustomPolicy>(
            new
            {
                PolicyInputList = new[]
                {
                    PolicyOf(
                        Allow("s3:*", $"{Bucket}/*"),
                        """{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"k:closed":"true"}}}"""
                    ),
                },
                ActionNames = new[] { "s3:GetObject" },
                ResourceArns = new[] { $"{Bucket}/k", "arn:aws:s3:::c/k" },
            }
        );
        Assert.That(simulated.Each("EvaluationResults/*/EvalResourceName"), Is.EqualTo(new[] { $"{Bucket}/k", "arn:aws:s3:::c/k" }));
        Assert.That(simulated.Each("EvaluationResults/0/MissingContextValues/*"), Is.Empty);
        var first = simulated["EvaluationResults"]![0]!["ResourceSpecificResults"]![0]!;
        Assert.That(
            (first.At("EvalResourceName"), first.At("EvalResourceDecision"), first.At("MatchedStatements/0/SourcePolicyId")),
            Is.EqualTo(($"{Bucket}/k", "allowed", "PolicyInputList.1"))
        );
        Assert.That(first.Each("MissingContextValues/*"), Is.EqualTo(new[] { "k:closed" }));
        Assert.That(simulated.At("EvaluationResults/1/ResourceSpecificResults/0/EvalResourceDecision"), Is.EqualTo("implicitDeny"));
    }

    [TestCase(null, ExpectedResult = "InvalidInput")]
    [TestCase($"arn:aws:iam::{Account}:user/ann", ExpectedResult = "allowed ResourcePolicy resource")]
    [TestCase($"arn:aws:iam::{Account}:user/bob", ExpectedResult = "implicitDeny")]
    [TestCase($"arn:aws:iam::{Account}:role/ann", ExpectedResult = "InvalidInput")]
    public async Task<string> SimulateCustomPolicy_takes_a_resource_policy_for_a_caller(string? caller)
    {
        var input = new
        {
            PolicyInputList = new[] { PolicyOf(Allow("sqs:*")) },
            ActionNames = new[] { "s3:GetObject" },
            ResourceArns = new[] { Bucket },
            ResourcePolicy = PolicyOf(
                $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:user/ann"},"Action":"s3:*","Resource":"*"}"""
            ),
            CallerArn = caller,
        };
        if (caller is null || caller.Contains(":role/", StringComparison.Ordinal))
            return (await RefusedAsync<SimulateCustomPolicy>("InvalidInput", input)).Code;
        var result = (await CallAsync<SimulateCustomPolicy>(input))["EvaluationResults"]![0]!;
        return string.Join(
            ' ',
            new[]
            {
                result.At("EvalDecision"),
                result.Maybe("MatchedStatements/0/SourcePolicyId"),
                result.Maybe("MatchedStatements/0/SourcePolicyType"),
            }.OfType<string>()
        );
    }

    [Test]
    public async Task SimulateCustomPolicy_has_pages()
    {
        var first = await CallAsync<SimulateCustomPolicy>(Page(null));
        var second = await CallAsync<SimulateCustomPolicy>(Page(first.At("Marker")));
        Assert.That(
            (first.At("IsTruncated"), second.At("IsTruncated"), second.At("EvaluationResults/0/EvalActionName")),
            Is.EqualTo(("true", "false", "s3:PutObject"))
        );

        static object Page(string? marker) =>
            new
            {
                PolicyInputList = new[] { OnePolicy },
                ActionNames = new[] { "s3:GetObject", "s3:PutObject" },
                MaxItems = 1,
                Marker = marker,
            };
    }

    static IEnumerable<object> Wrong() =>
        [
            Custom("{}", "s3:GetObject"),
            Custom(OnePolicy, "s3:Get*"),
            Custom(OnePolicy, "GetObject"),
            new
            {
                PolicyInputList = new[] { OnePolicy },
                PermissionsBoundaryPolicyInputList = new[] { OnePolicy, OnePolicy },
                ActionNames = new[] { "s3:GetObject" },
            },
            new
            {
                PolicyInputList = new[] { OnePolicy },
                ActionNames = new[] { "s3:GetObject" },
                ResourceOwner = "me",
            },
        ];

    [TestCaseSource(nameof(Wrong))]
    public Task SimulateCustomPolicy_refuses_what_IAM_refuses(object input) => RefusedAsync<SimulateCustomPolicy>("InvalidInput", input);

    static string User(string name) => $"arn:aws:iam::{Account}:user/{name}";

    static object Simulation(string who, params string[] actions) => new { PolicySourceArn = who, ActionNames = actions };

    static object Custom(string policy, params string[] actions) => new { PolicyInputList = new[] { policy }, ActionNames = actions };
}
