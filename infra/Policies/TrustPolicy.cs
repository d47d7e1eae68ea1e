using Classroom.Accounts;
using Pulumi;

namespace Classroom.Policies;

/// <summary>Trust policies: the principals that may assume a role.</summary>
static class TrustPolicy
{
    /// <summary>
    /// AWS documents no source condition for the execution role of a function. A condition on a key that Lambda does not set would make the
    /// role unusable.
    /// </summary>
    public static Output<string> Lambda() => Policy.Document(Policy.Allow("sts:AssumeRole").ByService("lambda.amazonaws.com"));

    public static Output<string> StepFunctions(AwsAccount account, string stateMachines) =>
        Policy.Document(
            Policy
                .Allow("sts:AssumeRole")
                .ByService("states.amazonaws.com")
                .When("StringEquals", "aws:SourceAccount", account.Id)
                .When("ArnLike", "aws:SourceArn", account.Arn("states", $"stateMachine:{stateMachines}"))
        );

    public static Output<string> EventBridge(AwsAccount account, string rule) =>
        Policy.Document(
            Policy
                .Allow("sts:AssumeRole")
                .ByService("events.amazonaws.com")
                .When("StringEquals", "aws:SourceAccount", account.Id)
                .When("ArnEquals", "aws:SourceArn", account.Arn("events", $"rule/{rule}"))
        );

    /// <summary>
    /// The principals that the policies of the account allow to assume the role. The instructor names them there; students are not among
    /// them.
    /// </summary>
    public static Output<string> Account(AwsAccount account) =>
        Policy.Document(Policy.Allow("sts:AssumeRole").ByAws(account.GlobalArn("iam", "root")));

    /// <summary>On the embedded cloud: one user too, who needs no policy for it.</summary>
    public static Output<string> User(AwsAccount account, Pulumi.Aws.Iam.User user) =>
        Policy.Document(
            Policy.Allow("sts:AssumeRole").ByAws(account.GlobalArn("iam", "root")),
            Policy.Allow("sts:AssumeRole").ByAws(user.Arn)
        );
}
