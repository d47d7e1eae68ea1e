using Classroom.Accounts;
using Pulumi;

namespace Classroom.Policies;

/// <summary>Who may take a role on.</summary>
static class TrustPolicy
{
    /// <summary>
    /// Lambda documents no source condition for the trust of an execution role; one that it does not set would lock it out.
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
    /// Whoever the account's own policies allow to take the role on: the instructor names them there, students are not among them.
    /// </summary>
    public static Output<string> Account(AwsAccount account) =>
        Policy.Document(Policy.Allow("sts:AssumeRole").ByAws(account.GlobalArn("iam", "root")));
}
