using Classroom.Cloud.Api;
using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Needs;

/// <summary>
/// Some requests need more than the action of their operation. AWS's service authorization reference names no such dependent action for
/// these operations; the API references and AWS's messages do.
/// </summary>
sealed class DependentActionTests : ServiceTest
{
    const string Role = $"arn:aws:iam::{Account}:role/worker";

    static readonly object[] OneTag = [new { Key = "team", Value = "red" }];
    static readonly Dictionary<string, string> TagMap = new() { ["team"] = "red" };

    static IEnumerable<TestCaseData> Cases() =>
        [
            Case<CreateRole>(
                "iam:TagRole",
                new
                {
                    RoleName = "r",
                    AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com"),
                    Tags = OneTag,
                }
            ),
            Case<CreateUser>("iam:TagUser", new { UserName = "u", Tags = OneTag }),
            Case<CreatePolicy>(
                "iam:TagPolicy",
                new
                {
                    PolicyName = "p",
                    PolicyDocument = PolicyOf(Allow("s3:GetObject")),
                    Tags = OneTag,
                }
            ),
            Case<Cloud.Sqs.CreateQueue>("sqs:TagQueue", new { QueueName = "q", tags = TagMap }),
            Case<Cloud.Sns.CreateTopic>("sns:TagResource", new { Name = "t", Tags = OneTag }),
            Case<Cloud.Logs.CreateLogGroup>("logs:TagResource", new { logGroupName = "/class/g", tags = TagMap }),
            Case<Cloud.Events.CreateEventBus>("events:TagResource", new { Name = "b", Tags = OneTag }),
            Case<Cloud.Events.PutRule>(
                "events:TagResource",
                new
                {
                    Name = "r",
                    ScheduleExpression = "rate(1 day)",
                    Tags = OneTag,
                }
            ),
            Case<Cloud.Events.PutRule>(
                "iam:PassRole",
                new
                {
                    Name = "r",
                    ScheduleExpression = "rate(1 day)",
                    RoleArn = Role,
                }
            ),
            Case<Cloud.Metrics.PutMetricAlarm>("cloudwatch:TagResource", Alarm(OneTag)),
            Case<Cloud.Metrics.PutCompositeAlarm>(
                "cloudwatch:TagResource",
                new
                {
                    AlarmName = "any",
                    AlarmRule = "TRUE",
                    Tags = OneTag,
                }
            ),
            Case<Cloud.StepFunctions.CreateActivity>(
                "states:TagResource",
                new { name = "a", tags = new[] { new { key = "k", value = "v" } } }
            ),
            Case<Cloud.StepFunctions.CreateStateMachine>("states:TagResource", Machine(new[] { new { key = "k", value = "v" } })),
            Case<Cloud.StepFunctions.CreateStateMachine>("iam:PassRole", Machine(null)),
            Case<Cloud.Lambda.CreateFunction>("lambda:TagResource", Function(TagMap)),
            Case<Cloud.Lambda.CreateFunction>("iam:PassRole", Function(null)),
        ];

    [TestCaseSource(nameof(Cases))]
    public async Task A_request_needs_the_dependent_action_too(Type operation, string dependent, object input)
    {
        await GivenRoleAsync();
        var without = await UserAsync("without", Allow("*"), Deny(dependent));
        var refused = await RefusalOfAsync(operation, input, without);
        Assert.That(refused.Message, Does.Contain($"is not authorized to perform: {dependent} on resource: arn:aws:"));
        await Cloud.CallAsync(operation, input, await UserAsync("with", Allow("*")));
    }

    static IEnumerable<TestCaseData> CasesWithTags() => Cases().Where(test => !test.Arguments.Contains("iam:PassRole"));

    [TestCaseSource(nameof(CasesWithTags))]
    public async Task A_request_without_tags_needs_only_the_operations_action(Type operation, string dependent, object input)
    {
        await GivenRoleAsync();
        var members = System.Text.Json.JsonSerializer.SerializeToNode(input)!.AsObject();
        foreach (var name in (string[])["Tags", "tags"])
            members.Remove(name);
        await Cloud.CallAsync(operation, members, await UserAsync("without", Allow("*"), Deny(dependent)));
    }

    // AWS ignores the tags of a request that changes something that exists, and so asks for no permission to tag.
    [Test]
    public async Task Tags_count_only_when_the_resource_is_created()
    {
        var user = await UserAsync("user", Allow("*"), Deny("events:TagResource"), Deny("cloudwatch:TagResource"));
        await CallAsync<Cloud.Events.PutRule>(new { Name = "r", ScheduleExpression = "rate(1 day)" });
        await CallAsync<Cloud.Events.PutRule>(
            new
            {
                Name = "r",
                ScheduleExpression = "rate(2 days)",
                Tags = OneTag,
            },
            user
        );
        await CallAsync<Cloud.Metrics.PutMetricAlarm>(Alarm(null));
        await CallAsync<Cloud.Metrics.PutMetricAlarm>(Alarm(OneTag), user);
    }

    [TestCase("lambda.amazonaws.com", ExpectedResult = "lambda")]
    [TestCase("states.amazonaws.com", ExpectedResult = "states")]
    [TestCase("events.amazonaws.com", ExpectedResult = "events")]
    public async Task<string> A_role_may_be_passed_to_one_service_only(string service)
    {
        await GivenRoleAsync();
        var user = await UserAsync(
            "user",
            Allow("lambda:*"),
            Allow("states:*"),
            Allow("events:*"),
            $$$$"""
            {"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"{{{{service}}}}"}}}
            """
        );
        var services = new List<string>();
        foreach (
            var (name, operation, input) in new (string, Type, object)[]
            {
                ("lambda", typeof(Cloud.Lambda.CreateFunction), Function(null)),
                ("states", typeof(Cloud.StepFunctions.CreateStateMachine), Machine(null)),
                (
                    "events",
                    typeof(Cloud.Events.PutRule),
                    new
                    {
                        Name = "r",
                        ScheduleExpression = "rate(1 day)",
                        RoleArn = Role,
                    }
                ),
            }
        )
        {
            try
            {
                await Cloud.CallAsync(operation, input, user);
                services.Add(name);
            }
            catch (AwsException exception) when (exception.Message.Contains("iam:PassRole", StringComparison.Ordinal)) { }
        }
        return string.Join(' ', services);
    }

    // lambda: AWS's message begins with "Your access has been denied by S3, please make sure your request credentials have permission".
    [TestCase(null, "s3:GetObject")]
    [TestCase("null", "s3:GetObjectVersion")]
    public async Task The_package_of_a_function_is_read_from_S3_with_the_permissions_of_the_caller(string? version, string action)
    {
        await GivenRoleAsync();
        var objects = Cloud.Get<Cloud.S3.ObjectStore>();
        objects.Buckets.Put("code", new("code", Now));
        ((Cloud.Contracts.IObjects)objects).Write("code", "f.zip", Convert.FromBase64String(Package()), "application/zip");
        var inS3 = new
        {
            S3Bucket = "code",
            S3Key = "f.zip",
            S3ObjectVersion = version,
        };
        var input = Function(null, inS3);
        var without = await UserAsync("without", Allow("lambda:*"), Allow("iam:PassRole"), Allow("s3:*"), Deny(action));
        var refused = await RefusalOfAsync(typeof(Cloud.Lambda.CreateFunction), input, without);
        Assert.That(
            refused.Message,
            Does.StartWith(
                    "Your access has been denied by S3, please make sure your request credentials have permission to GetObject for "
                        + "code/f.zip. S3 Error Code: AccessDenied. S3 Error Message: User: "
                )
                .And.Contain($"perform: {action} on resource: arn:aws:s3:::code/f.zip")
        );

        await CallAsync<Cloud.Lambda.CreateFunction>(input);
        var update = new
        {
            FunctionName = "f",
            inS3.S3Bucket,
            inS3.S3Key,
            inS3.S3ObjectVersion,
        };
        await RefusalOfAsync(typeof(Cloud.Lambda.UpdateFunctionCode), update, without);
        await Cloud.CallAsync(
            typeof(Cloud.Lambda.UpdateFunctionCode),
            update,
            await UserAsync("with", Allow("lambda:UpdateFunctionCode"), Allow(action, "arn:aws:s3:::code/f.zip"))
        );
    }

    static TestCaseData Case<TOperation>(string dependent, object input) =>
        new TestCaseData(typeof(TOperation), dependent, input).SetArgDisplayNames(typeof(TOperation).Name, dependent);

    static string Deny(string action) => $$"""{"Effect":"Deny","Action":"{{action}}","Resource":"*"}""";

    async Task GivenRoleAsync() =>
        await CallAsync<CreateRole>(
            new
            {
                RoleName = "worker",
                AssumeRolePolicyDocument = PolicyOf(
                    """
                    {"Effect":"Allow","Principal":{"Service":["lambda.amazonaws.com","states.amazonaws.com","events.amazonaws.com"]},
                    "Action":"sts:AssumeRole"}
                    """
                ),
            }
        );

    Task<AwsException> RefusalOfAsync(Type operation, object input, Caller caller) =>
        RefusalAsync(
            operation.Namespace!.EndsWith("Sns", StringComparison.Ordinal) ? "AuthorizationError"
                : operation.Namespace.EndsWith("Iam", StringComparison.Ordinal)
                || operation.Namespace.EndsWith("Metrics", StringComparison.Ordinal)
                    ? "AccessDenied"
                : "AccessDeniedException",
            () => Cloud.CallAsync(operation, input, caller),
            operation.Name
        );

    static object Alarm(object? tags) =>
        new
        {
            AlarmName = "errors",
            MetricName = "Errors",
            Namespace = "Class",
            Statistic = "Sum",
            Period = 60,
            EvaluationPeriods = 1,
            Threshold = 1,
            ComparisonOperator = "GreaterThanThreshold",
            AlarmActions = new[] { $"arn:aws:sns:{Region}:{Account}:alarms" },
            Tags = tags,
        };

    static object Machine(object? tags) =>
        new
        {
            name = "m",
            definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""",
            roleArn = Role,
            tags,
        };

    static object Function(object? tags, object? code = null) =>
        new
        {
            FunctionName = "f",
            Role,
            Runtime = "python3.12",
            Handler = "code.handle",
            Code = code ?? new { ZipFile = Package() },
            Tags = tags,
        };

    static string Package() => Lambda.FunctionTest.PackageOf("def handle(event, context): return event");
}
