using Classroom.Accounts;
using Classroom.Policies;
using Pulumi;

namespace Classroom.Foundation;

/// <summary>
/// The permissions boundary of all roles in the class, including the roles that students create. All roles share one policy: it reads the
/// owner from the tag `student` of the role, which students can neither change nor omit.
/// </summary>
static class ClassBoundary
{
    /// <summary>The names of the student's resources; the student is the tag of the calling principal.</summary>
    public const string Own = "${aws:PrincipalTag/student}-*";

    public static Output<string> Document(AwsAccount account, IEnumerable<Statement> closings) =>
        Policy.Document([.. Allowed(account), .. HardLines.For(account, Own), .. closings]);

    static IEnumerable<Statement> Allowed(AwsAccount account) =>
        [
            Policy.Allow("lambda:InvokeFunction").On(account.Arn("lambda", $"function:{Own}")),
            Policy.Allow("states:StartExecution", "states:StartSyncExecution").On(account.Arn("states", $"stateMachine:{Own}")),
            Policy.Allow("states:DescribeExecution", "states:StopExecution").On(account.Arn("states", $"execution:{Own}:*")),
            Policy
                .Allow("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
                .On(account.Arn("sqs", Own)),
            Policy.Allow("sns:Publish").On(account.Arn("sns", Own)),
            Policy.Allow("events:PutEvents").On(account.Arn("events", $"event-bus/{Own}")),
            Policy.Allow("logs:CreateLogStream", "logs:PutLogEvents").On(account.Arn("logs", $"log-group:/aws/lambda/{Own}:*")),
            // As on AWS, the log group of a student's own function appears with its first log line. The groups of the labs are resources of
            // this program, and a late line must not bring a deleted group back: the roles of the labs have the tag `lab`.
            Policy
                .Allow("logs:CreateLogGroup")
                .On(account.Arn("logs", $"log-group:/aws/lambda/{Own}"))
                .When("Null", "aws:PrincipalTag/lab", "true"),
            Policy.Allow("states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat").OnStar(),
            Policy.Allow("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets").OnStar(),
            // Log delivery belongs to the account. Only roles that this program has created may change it; their tag is `lab`.
            Policy.Allow(LogDelivery.Actions).OnStar().When("Null", "aws:PrincipalTag/lab", "false"),
        ];
}
