using Classroom.Accounts;
using Classroom.Policies;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Policy = Classroom.Policies.Policy;

namespace Classroom.Foundation;

/// <summary>
/// Lets the workflows that students build write logs. AWS sets up the delivery of a workflow's log with the role of the workflow, and
/// changes a resource policy of CloudWatch Logs with it only if no policy admits the delivery yet. The class admits the delivery to all
/// workflows once; so no role that a student uses may change resource policies, which belong to the whole account.
/// </summary>
sealed class LogAccess
{
    const string ChangesTheAccount = "logs:PutResourcePolicy";

    public LogAccess(string className, Tagging tags, AwsAccount account, Resource foundation)
    {
        var here = new CustomResourceOptions { Parent = foundation };
        var delivery = new LogResourcePolicy(
            "log-delivery",
            new() { PolicyName = $"{className}-log-delivery", PolicyDocument = Delivery(account) },
            here
        );
        var policy = new Pulumi.Aws.Iam.Policy(
            "log-access",
            new()
            {
                Name = $"{className}-log-access",
                Description = "Logs and traces of the workflows that students build",
                PolicyDocument = Policy.Document(
                    Policy.Allow([.. LogDelivery.Actions.Where(action => action != ChangesTheAccount)]).OnStar(),
                    Policy
                        .Allow("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets")
                        .OnStar(),
                    Policy.Deny(ChangesTheAccount).On("*")
                ),
                Tags = tags.Map,
            },
            new() { Parent = foundation, DependsOn = delivery }
        );
        PolicyArn = policy.Arn;
    }

    /// <summary>The managed policy for the roles of workflows. Students may not detach it.</summary>
    public Output<string> PolicyArn { get; }

    static Output<string> Delivery(AwsAccount account) =>
        Policy.Document(
            Policy
                .Allow("logs:CreateLogStream", "logs:PutLogEvents")
                .ByService("delivery.logs.amazonaws.com")
                .On(account.Arn("logs", "log-group:/aws/vendedlogs/states/*:log-stream:*"))
                .When("StringEquals", "aws:SourceAccount", account.Id)
                .When("ArnLike", "aws:SourceArn", account.Arn("logs", "*"))
        );
}
