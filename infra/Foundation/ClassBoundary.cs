using Classroom.Accounts;
using Classroom.Policies;
using Pulumi;

namespace Classroom.Foundation;

/// <summary>
/// The permissions boundary of every role in the class, those that students make included. It is one policy for all: whose resources a
/// role may reach is read from the role's own tag `student`, which students can neither change nor leave out.
/// </summary>
static class ClassBoundary
{
    /// <summary>Whose: read from the tag of the one who acts.</summary>
    public const string Own = "${aws:PrincipalTag/student}-*";

    public static Output<string> Document(AwsAccount account) => Policy.Document([.. Allowed(account), .. HardLines.For(account, Own)]);

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
            Policy.Allow("states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat").OnStar(),
            Policy.Allow("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets").OnStar(),
            // Log delivery belongs to the account: only roles that the program made, which it tags with their lab, may touch it.
            Policy
                .Allow(
                    "logs:CreateLogDelivery",
                    "logs:GetLogDelivery",
                    "logs:UpdateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:PutResourcePolicy",
                    "logs:DescribeResourcePolicies",
                    "logs:DescribeLogGroups"
                )
                .OnStar()
                .When("Null", "aws:PrincipalTag/lab", "false"),
        ];
}
