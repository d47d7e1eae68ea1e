using System.Text.RegularExpressions;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>
/// Creates the resources that the requests refer to: one of each kind, under the name that is kept. Ids assigned by the cloud are
/// remembered.
/// </summary>
sealed partial class Setup(Func<RawRequest, Task<RawAnswer>> send)
{
    /// <summary>Values by the name of the member that needs them.</summary>
    public Dictionary<string, string> Known { get; } = new(StringComparer.Ordinal);

    public async Task RunAsync()
    {
        var random = new Random(1);
        var samples = new Samples(Known, random);
        foreach (var (name, changes) in Steps)
        {
            var operation = Operations.All.Single(operation => operation.ToString() == name);
            var input = changes.Aggregate(
                samples.Of(operation, Fill.Least),
                (members, change) => members.With(Cased(operation, change.Name), change.Value)
            );
            var answer = await send(Builder.Build(operation, input, new(2)) with { MayWait = false });
            foreach (var (member, pattern) in Captured)
            {
                if (pattern.Operation == name && Regex.Match(answer.Body, pattern.Expression) is { Success: true } match)
                    Known[member] = match.Groups[1].Value;
            }
        }
        await send(S3Requests.Of("CreateBucket", Known, new(1)) with { Target = "/fuzz-bucket" });
        await send(S3Requests.Of("PutObject", Known, new(1)) with { Target = "/fuzz-bucket/key" });
        var upload = await send(S3Requests.Of("CreateMultipartUpload", Known, new(1)) with { Target = "/fuzz-bucket/upload?uploads" });
        if (UploadId().Match(upload.Body) is { Success: true } id)
            Known["UploadId"] = id.Groups[1].Value;
    }

    static string Cased(KnownOperation operation, string name) =>
        operation.Service.IsCamelCase ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    static readonly Value Kept = new Text(SampleTexts.Kept);

    static readonly Value Queue = new Text("http://127.0.0.1/000000000000/fuzz");

    static readonly (string Operation, (string Name, Value Value)[] Changes)[] Steps =
    [
        ("iam:CreatePolicy", [("PolicyName", Kept), ("Path", new Text("/"))]),
        ("iam:CreateRole", [("RoleName", Kept), ("AssumeRolePolicyDocument", new Text(SampleTexts.Trust))]),
        ("iam:PutRolePolicy", [("RoleName", Kept), ("PolicyName", Kept), ("PolicyDocument", new Text(SampleTexts.OpenPolicy))]),
        ("iam:CreateUser", [("UserName", Kept)]),
        ("iam:CreateGroup", [("GroupName", Kept)]),
        ("iam:CreateAccessKey", [("UserName", Kept)]),
        ("sqs:CreateQueue", [("QueueName", Kept), ("Attributes", new Members([], IsFree: true))]),
        ("sqs:SendMessage", [("QueueUrl", Queue)]),
        ("sqs:ReceiveMessage", [("QueueUrl", Queue)]),
        ("sns:CreateTopic", [("Name", Kept), ("Attributes", new Members([], IsFree: true))]),
        (
            "sns:Subscribe",
            [
                ("TopicArn", new Text("arn:aws:sns:us-east-1:000000000000:fuzz")),
                ("Protocol", new Text("sqs")),
                ("Endpoint", new Text("arn:aws:sqs:us-east-1:000000000000:fuzz")),
            ]
        ),
        ("logs:CreateLogGroup", [("LogGroupName", Kept)]),
        ("logs:CreateLogStream", [("LogGroupName", Kept), ("LogStreamName", Kept)]),
        ("logs:PutLogEvents", [("LogGroupName", Kept), ("LogStreamName", Kept)]),
        ("logs:PutMetricFilter", [("LogGroupName", Kept), ("FilterName", Kept)]),
        ("lambda:CreateFunction", [("FunctionName", Kept), ("Role", new Text("arn:aws:iam::000000000000:role/fuzz"))]),
        ("lambda:PublishVersion", [("FunctionName", Kept)]),
        ("lambda:CreateAlias", [("FunctionName", Kept), ("Name", Kept), ("FunctionVersion", new Text("$LATEST"))]),
        (
            "lambda:CreateEventSourceMapping",
            [
                ("FunctionName", Kept),
                ("EventSourceArn", new Text("arn:aws:sqs:us-east-1:000000000000:fuzz")),
                ("Enabled", new Token("false")),
            ]
        ),
        (
            "states:CreateStateMachine",
            [
                ("Name", Kept),
                ("Definition", new Text(SampleTexts.Definition)),
                ("RoleArn", new Text("arn:aws:iam::000000000000:role/fuzz")),
                ("Publish", new Token("true")),
            ]
        ),
        (
            "states:CreateStateMachine",
            [
                ("Name", new Text("express")),
                ("Definition", new Text(SampleTexts.Definition)),
                ("RoleArn", new Text("arn:aws:iam::000000000000:role/fuzz")),
                ("Type", new Text("EXPRESS")),
            ]
        ),
        (
            "states:StartExecution",
            [
                ("StateMachineArn", new Text("arn:aws:states:us-east-1:000000000000:stateMachine:fuzz")),
                ("Name", Kept),
                ("Data", new Text("{}")),
            ]
        ),
        (
            "states:CreateStateMachineAlias",
            [
                ("Name", Kept),
                (
                    "RoutingConfiguration",
                    new Items([
                        new Members([
                            ("stateMachineVersionArn", new Text("arn:aws:states:us-east-1:000000000000:stateMachine:fuzz:1")),
                            ("weight", new Token("100")),
                        ]),
                    ])
                ),
            ]
        ),
        ("states:CreateActivity", [("Name", Kept)]),
        ("events:CreateEventBus", [("Name", Kept)]),
        ("events:PutRule", [("Name", Kept)]),
        ("cloudwatch:PutMetricData", [("Namespace", new Text("Fuzz"))]),
        ("cloudwatch:PutMetricAlarm", [("AlarmName", Kept)]),
        ("cloudwatch:PutDashboard", [("DashboardName", Kept)]),
        ("apigateway:CreateApi", [("Name", Kept), ("ProtocolType", new Text("HTTP"))]),
        ("apigateway:CreateIntegration", [("IntegrationUri", new Text("arn:aws:lambda:us-east-1:000000000000:function:fuzz"))]),
        ("apigateway:CreateRoute", []),
        ("apigateway:CreateStage", [("StageName", new Text("$default"))]),
        ("apigateway:CreateStage", [("StageName", Kept)]),
        ("apigateway:CreateDeployment", [("StageName", new Text("$default"))]),
        ("xray:PutTraceSegments", []),
    ];

    static readonly (string Member, (string Operation, string Expression) Pattern)[] Captured =
    [
        ("AccessKeyId", ("iam:CreateAccessKey", "<AccessKeyId>([^<]+)")),
        ("ReceiptHandle", ("sqs:ReceiveMessage", "\"ReceiptHandle\":\"([^\"]+)")),
        ("SubscriptionArn", ("sns:Subscribe", "<SubscriptionArn>([^<]+)")),
        ("UUID", ("lambda:CreateEventSourceMapping", "\"UUID\":\"([^\"]+)")),
        ("ApiId", ("apigateway:CreateApi", "\"apiId\":\"([^\"]+)")),
        ("IntegrationId", ("apigateway:CreateIntegration", "\"integrationId\":\"([^\"]+)")),
        ("RouteId", ("apigateway:CreateRoute", "\"routeId\":\"([^\"]+)")),
        ("DeploymentId", ("apigateway:CreateDeployment", "\"deploymentId\":\"([^\"]+)")),
    ];

    [GeneratedRegex("<UploadId>([^<]+)")]
    private static partial Regex UploadId();
}
