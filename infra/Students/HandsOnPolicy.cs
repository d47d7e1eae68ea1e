using Classroom.Accounts;
using Classroom.Foundation;
using Classroom.Policies;
using Classroom.Settings;
using Pulumi;
using Pulumi.Aws.Iam;
using Policy = Classroom.Policies.Policy;

namespace Classroom.Students;

/// <summary>What a student needs to build the labs by the guides, besides the permissions that every student has.</summary>
sealed class HandsOnPolicy(Username student, AwsAccount account, SharedResources shared, IReadOnlyList<Role> workflowRoles)
{
    readonly string own = student.Name("*");

    public IEnumerable<Statement> Statements => [.. Build, .. KeepTheWorkflowRoles];

    IEnumerable<Statement> Build =>
        [
            Policy
                .Allow("s3:GetObject", "s3:GetObjectVersion")
                .On(Output.Format($"arn:{account.Partition}:s3:::{shared.PackageBucket}/{shared.PackageKey}")),
            Policy
                .Allow("logs:PutRetentionPolicy")
                .On(account.Arn("logs", $"log-group:/aws/lambda/{own}"), account.Arn("logs", $"log-group:/aws/vendedlogs/states/{own}")),
            Policy.Allow("sns:CreateTopic", "sns:DeleteTopic").On(account.Arn("sns", own)),
            // An alarm of the account may notify every topic of the account, whoever owns it. AWS sets this key to the actions of all
            // states of an alarm; so an alarm of a student has no actions.
            Policy.Allow("cloudwatch:PutMetricAlarm").On(Alarms).When("Null", "cloudwatch:AlarmActions", "true"),
            Policy.Allow("cloudwatch:DeleteAlarms").On(Alarms),
        ];

    /// <summary>The student chooses the permissions of these roles, but neither their trust nor their tags.</summary>
    IEnumerable<Statement> KeepTheWorkflowRoles
    {
        get
        {
            Input<string>[] roles = [.. workflowRoles.Select(role => (Input<string>)role.Arn)];
            return
            [
                Policy.Deny("iam:DeleteRole", "iam:TagRole").On(roles),
                Policy.Deny("iam:PassRole").On(roles).When("StringNotEquals", "iam:PassedToService", "states.amazonaws.com"),
            ];
        }
    }

    Output<string> Alarms => account.Arn("cloudwatch", $"alarm:{own}");
}
