namespace Classroom.Cloud.Iam;

/// <summary>The AWS managed policies that courses commonly attach, with the statements that AWS published.</summary>
static class ManagedPolicies
{
    static readonly DateTimeOffset Published = new(2015, 2, 6, 18, 40, 0, TimeSpan.Zero);

    static readonly Dictionary<string, ManagedPolicy> All = new[]
    {
        Make("AdministratorAccess", Allow("*")),
        Make("PowerUserAccess", """{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}"""),
        Make(
            "ReadOnlyAccess",
            Allow(
                "*:Get*",
                "*:List*",
                "*:Describe*",
                "*:BatchGet*",
                "logs:FilterLogEvents",
                "logs:StartLiveTail",
                "s3:Head*",
                "sqs:ReceiveMessage"
            )
        ),
        Make("IAMFullAccess", Allow("iam:*")),
        Make(
            "AWSLambda_FullAccess",
            Allow(
                "lambda:*",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
                "logs:GetLogEvents",
                "logs:FilterLogEvents",
                "cloudwatch:GetMetricData",
                "iam:GetRole",
                "iam:ListRoles",
                "iam:GetPolicy",
                "iam:GetPolicyVersion",
                "iam:GetRolePolicy",
                "iam:ListAttachedRolePolicies",
                "iam:ListRolePolicies"
            ),
            """{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}}"""
        ),
        Make("AWSStepFunctionsFullAccess", Allow("states:*")),
        Make(
            "AWSStepFunctionsReadOnlyAccess",
            Allow(
                "states:ListStateMachines",
                "states:ListActivities",
                "states:DescribeStateMachine",
                "states:DescribeStateMachineForExecution",
                "states:ListExecutions",
                "states:DescribeExecution",
                "states:GetExecutionHistory",
                "states:DescribeActivity"
            )
        ),
        Make("AmazonSNSFullAccess", Allow("sns:*")),
        Make("AmazonSQSFullAccess", Allow("sqs:*")),
        Make("AmazonS3FullAccess", Allow("s3:*")),
        Make("AmazonS3ReadOnlyAccess", Allow("s3:Get*", "s3:List*", "s3:Describe*")),
        Make("AmazonEventBridgeFullAccess", Allow("events:*", "schemas:*", "scheduler:*")),
        Make("CloudWatchFullAccess", Allow("cloudwatch:*", "logs:*", "sns:*")),
        Make("CloudWatchLogsFullAccess", Allow("logs:*", "cloudwatch:GenerateQuery")),
        Make(
            "CloudWatchLogsReadOnlyAccess",
            Allow(
                "logs:Describe*",
                "logs:Get*",
                "logs:List*",
                "logs:StartQuery",
                "logs:StopQuery",
                "logs:TestMetricFilter",
                "logs:FilterLogEvents",
                "logs:StartLiveTail",
                "logs:StopLiveTail"
            )
        ),
        Make(
            "AWSXRayDaemonWriteAccess",
            Allow(
                "xray:PutTraceSegments",
                "xray:PutTelemetryRecords",
                "xray:GetSamplingRules",
                "xray:GetSamplingTargets",
                "xray:GetSamplingStatisticSummaries"
            )
        ),
        Make(
            "IAMUserChangePassword",
            """{"Effect":"Allow","Action":"iam:ChangePassword","Resource":["arn:aws:iam::*:user/${aws:username}"]},{"Effect":"Allow","Action":"iam:GetAccountPasswordPolicy","Resource":"*"}"""
        ),
        Make("service-role/AWSLambdaBasicExecutionRole", Allow("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")),
        Make("service-role/AWSLambdaRole", Allow("lambda:InvokeFunction")),
        Make(
            "service-role/AWSLambdaSQSQueueExecutionRole",
            Allow(
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "logs:CreateLogGroup",
                "logs:CreateLogStream",
                "logs:PutLogEvents"
            )
        ),
        Make(
            "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
            Allow(
                "logs:CreateLogGroup",
                "logs:CreateLogStream",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
                "logs:PutLogEvents",
                "logs:GetLogEvents",
                "logs:FilterLogEvents"
            )
        ),
    }.ToDictionary(policy => policy.Arn, StringComparer.Ordinal);

    public static IEnumerable<ManagedPolicy> Everything => All.Values;

    public static ManagedPolicy? Find(string arn) => All.GetValueOrDefault(arn);

    static ManagedPolicy Make(string path, params string[] statements)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var document = $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
        return new(
            $"arn:aws:iam::aws:policy/{path}",
            name,
            $"/{path[..^name.Length]}",
            $"ANPA{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path)))[..17]}",
            null,
            Published,
            Published
        )
        {
            Versions = [new("v1", document, Published)],
        };
    }

    static string Allow(params string[] actions) =>
        $$"""{"Effect":"Allow","Action":[{{string.Join(',', actions.Select(action => $"\"{action}\""))}}],"Resource":"*"}""";
}
