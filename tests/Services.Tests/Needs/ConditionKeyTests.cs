using Classroom.Cloud.Api;
using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Needs;

/// <summary>The condition keys of requests: a statement that tests the key allows the request, and nothing else does.</summary>
sealed class ConditionKeyTests : ServiceTest
{
    const string Boundary = $"arn:aws:iam::{Account}:policy/limit";
    const string Managed = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const string Topic = $"arn:aws:sns:{Region}:{Account}:alarms";
    const string Machine = $"arn:aws:states:{Region}:{Account}:stateMachine:m";

    static readonly string OnePolicy = PolicyOf(Allow("s3:GetObject"));

    static IEnumerable<TestCaseData> OfIdentitiesWithABoundary() =>
        [
            Case<CreateRole>(
                new
                {
                    RoleName = "another",
                    AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com"),
                    PermissionsBoundary = Boundary,
                }
            ),
            Case<CreateUser>(new { UserName = "another", PermissionsBoundary = Boundary }),
            Case<GetRole>(new { RoleName = "limited" }),
            Case<AttachRolePolicy>(new { RoleName = "limited", PolicyArn = Managed }),
            Case<PutRolePolicy>(
                new
                {
                    RoleName = "limited",
                    PolicyName = "more",
                    PolicyDocument = OnePolicy,
                }
            ),
            Case<DeleteRolePolicy>(new { RoleName = "limited", PolicyName = "own" }),
            Case<DetachRolePolicy>(new { RoleName = "limited", PolicyArn = Boundary }),
            Case<UpdateAssumeRolePolicy>(new { RoleName = "limited", PolicyDocument = TrustOf("lambda.amazonaws.com") }),
            Case<UpdateRole>(new { RoleName = "limited", Description = "new" }),
            Case<UpdateRoleDescription>(new { RoleName = "limited", Description = "new" }),
            Case<DeleteRole>(new { RoleName = "limited-empty" }),
            Case<AttachUserPolicy>(new { UserName = "limited", PolicyArn = Managed }),
            Case<DetachUserPolicy>(new { UserName = "limited", PolicyArn = Boundary }),
            Case<PutUserPolicy>(
                new
                {
                    UserName = "limited",
                    PolicyName = "more",
                    PolicyDocument = OnePolicy,
                }
            ),
            Case<DeleteUserPolicy>(new { UserName = "limited", PolicyName = "own" }),
        ];

    [TestCaseSource(nameof(OfIdentitiesWithABoundary))]
    public async Task A_policy_can_test_the_boundary(Type operation, object input)
    {
        await CallAsync<CreatePolicy>(new { PolicyName = "limit", PolicyDocument = OnePolicy });
        foreach (var role in (string[])["limited", "limited-empty"])
            await CallAsync<CreateRole>(
                new
                {
                    RoleName = role,
                    AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com"),
                    PermissionsBoundary = Boundary,
                }
            );
        await CallAsync<CreateUser>(new { UserName = "limited", PermissionsBoundary = Boundary });
        await CallAsync<PutRolePolicy>(
            new
            {
                RoleName = "limited",
                PolicyName = "own",
                PolicyDocument = OnePolicy,
            }
        );
        await CallAsync<PutUserPolicy>(
            new
            {
                UserName = "limited",
                PolicyName = "own",
                PolicyDocument = OnePolicy,
            }
        );
        await CallAsync<AttachRolePolicy>(new { RoleName = "limited", PolicyArn = Boundary });
        await CallAsync<AttachUserPolicy>(new { UserName = "limited", PolicyArn = Boundary });

        await AllowedOnlyWhenAsync(operation, input, "StringEquals", "iam:PermissionsBoundary", Boundary);
    }

    [TestCase("events:source", "shop")]
    [TestCase("events:detail-type", "Order")]
    [TestCase("events:detail.service", "EC2")]
    [TestCase("events:detail.eventTypeCode", "AWS_EC2_X")]
    [TestCase("events:detail.userIdentity.principalId", "123")]
    public Task PutRule_takes_keys_from_the_pattern(string key, string value) =>
        AllowedOnlyWhenAsync(
            typeof(Cloud.Events.PutRule),
            new
            {
                Name = "r",
                EventPattern = """
                {"source":["shop"],"detail-type":["Order"],
                "detail":{"service":["EC2"],"eventTypeCode":["AWS_EC2_X"],"userIdentity":{"principalId":["123"]}}}
                """,
            },
            "ForAllValues:StringEquals",
            key,
            value
        );

    [Test]
    public async Task Every_target_of_a_rule_counts()
    {
        await CallAsync<Cloud.Events.PutRule>(new { Name = "r", ScheduleExpression = "rate(1 day)" });
        var (own, other) = ($"arn:aws:sqs:{Region}:{Account}:own", $"arn:aws:sqs:{Region}:{Account}:other");
        var user = await UserAsync("user", When("events:PutTargets", "ForAllValues:ArnEquals", "events:TargetArn", own));
        await CallAsync<Cloud.Events.PutTargets>(Targets(own), user);
        await RefusedAsync<Cloud.Events.PutTargets>("AccessDeniedException", Targets(other, own), user);

        static object Targets(params string[] arns) =>
            new { Rule = "r", Targets = arns.Select((arn, i) => new { Id = $"{i}", Arn = arn }) };
    }

    static IEnumerable<TestCaseData> OfQualifiedMachines() =>
        [
            Case<Cloud.StepFunctions.DescribeStateMachine>("stateMachineArn"),
            Case<Cloud.StepFunctions.ListExecutions>("stateMachineArn"),
            Case<Cloud.StepFunctions.StartExecution>("stateMachineArn"),
            Case<Cloud.StepFunctions.DescribeStateMachineAlias>("stateMachineAliasArn"),
        ];

    // AWS evaluates the ARN of the state machine, and gives the version or alias as a condition key.
    [TestCaseSource(nameof(OfQualifiedMachines))]
    public async Task A_policy_can_test_the_alias_of_a_state_machine(Type operation, string member)
    {
        await RoleAsync("worker", "states.amazonaws.com");
        await CallAsync<Cloud.StepFunctions.CreateStateMachine>(
            new
            {
                name = "m",
                definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""",
                roleArn = $"arn:aws:iam::{Account}:role/worker",
                publish = true,
            }
        );
        await CallAsync<Cloud.StepFunctions.CreateStateMachineAlias>(
            new { name = "live", routingConfiguration = new[] { new { stateMachineVersionArn = $"{Machine}:1", weight = 100 } } }
        );
        var live = await UserAsync(
            "live",
            When($"states:{operation.Name}", "ForAnyValue:StringEquals", "states:StateMachineQualifier", "live", Machine)
        );
        await Cloud.CallAsync(operation, new Dictionary<string, string> { [member] = $"{Machine}:live" }, live);
        await RefusalAsync(
            "AccessDeniedException",
            () => Cloud.CallAsync(operation, new Dictionary<string, string> { [member] = $"{Machine}:1" }, live),
            operation.Name
        );
    }

    [Test]
    public async Task RemovePermission_takes_the_principal_from_the_statement()
    {
        await RoleAsync("worker", "lambda.amazonaws.com");
        await CallAsync<Cloud.Lambda.CreateFunction>(
            new
            {
                FunctionName = "f",
                Role = $"arn:aws:iam::{Account}:role/worker",
                Runtime = "python3.12",
                Handler = "code.handle",
                Code = new { ZipFile = Lambda.FunctionTest.PackageOf("x") },
            }
        );
        foreach (var service in (string[])["sns", "events"])
            await CallAsync<Cloud.Lambda.AddPermission>(
                new
                {
                    FunctionName = "f",
                    StatementId = service,
                    Action = "lambda:InvokeFunction",
                    Principal = $"{service}.amazonaws.com",
                }
            );
        var user = await UserAsync("user", When("lambda:RemovePermission", "StringEquals", "lambda:Principal", "sns.amazonaws.com"));
        await RefusedAsync<Cloud.Lambda.RemovePermission>(
            "AccessDeniedException",
            new { FunctionName = "f", StatementId = "events" },
            user
        );
        await CallAsync<Cloud.Lambda.RemovePermission>(new { FunctionName = "f", StatementId = "sns" }, user);
    }

    [Test]
    public Task A_composite_alarm_has_its_actions_as_a_key() =>
        AllowedOnlyWhenAsync(
            typeof(Cloud.Metrics.PutCompositeAlarm),
            new
            {
                AlarmName = "any",
                AlarmRule = "TRUE",
                AlarmActions = new[] { Topic },
            },
            "ForAllValues:StringEquals",
            "cloudwatch:AlarmActions",
            Topic
        );

    [Test]
    public async Task To_remove_a_tag_sets_its_key()
    {
        await CallAsync<Cloud.Sqs.CreateQueue>(new { QueueName = "q", tags = new { team = "red", lab = "orders" } });
        var user = await UserAsync("user", When("sqs:UntagQueue", "ForAllValues:StringEquals", "aws:TagKeys", "team"));
        var url = (await CallAsync<Cloud.Sqs.GetQueueUrl>(new { QueueName = "q" })).At("QueueUrl");
        await CallAsync<Cloud.Sqs.UntagQueue>(new { QueueUrl = url, TagKeys = new[] { "team" } }, user);
        await RefusedAsync<Cloud.Sqs.UntagQueue>("AccessDeniedException", new { QueueUrl = url, TagKeys = new[] { "team", "lab" } }, user);
    }

    static TestCaseData Case<TOperation>(object input) =>
        new TestCaseData(typeof(TOperation), input).SetArgDisplayNames(typeof(TOperation).Name);

    static string When(string action, string @operator, string key, string value, string resource = "*") =>
        $$$$"""
            {"Effect":"Allow","Action":"{{{{action}}}}","Resource":"{{{{resource}}}}",
            "Condition":{"{{{{@operator}}}}":{"{{{{key}}}}":"{{{{value}}}}"} } }
            """;

    async Task AllowedOnlyWhenAsync(Type operation, object input, string @operator, string key, string value)
    {
        // ForAllValues holds for an absent key too, so the key must be there.
        var present = $$$$"""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"{{{{key}}}}":"true"} } }""";
        var other = await UserAsync("other", When("*", @operator, key, "another value"), present);
        var refused = (await Assert.ThrowsAsync<AwsException>(() => Cloud.CallAsync(operation, input, other)))!;
        Assert.That(refused.Code, Does.StartWith("AccessDenied"), refused.Message);
        await Cloud.CallAsync(operation, input, await UserAsync("right", When("*", @operator, key, value), present));
    }
}
