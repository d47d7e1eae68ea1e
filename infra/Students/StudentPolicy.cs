using Classroom.Accounts;
using Classroom.Policies;
using Classroom.Settings;
using Pulumi;
using Pulumi.Aws.Iam;
using Policy = Classroom.Policies.Policy;

namespace Classroom.Students;

/// <summary>
/// The permissions of a student in the console and the CLI: to see and run their own labs, and to create resources with their own name
/// prefix within the class's boundary. The guard rails of the class have the denials for all students. The document fits the 6,144
/// characters that IAM allows for a managed policy.
/// </summary>
sealed class StudentPolicy(
    Username student,
    AwsAccount account,
    Output<string> boundaryArn,
    IReadOnlyList<Role> labRoles,
    IReadOnlyList<Output<string>> apiIds
)
{
    readonly string own = student.Name("*");

    /// <param name="identity">The role with which the student signs in, or null. The student may not change it, like the roles of the
    /// labs.</param>
    /// <param name="more">Additional permissions of this kind of identity.</param>
    public Output<string> Document(Role? identity, params Statement[] more) =>
        Policy.Document([
            SeeNames,
            .. RunWorkflows,
            .. UseFunctions,
            .. ReadLogs,
            .. SendEvents,
            .. SeeApis,
            .. BuildRoles,
            .. KeepWhatTheClassMade(identity),
            .. more,
        ]);

    static Statement SeeNames =>
        Policy
            .Allow(
                "states:ListStateMachines",
                "states:ValidateStateMachineDefinition",
                "states:SendTaskSuccess",
                "states:SendTaskFailure",
                "states:SendTaskHeartbeat",
                "lambda:ListFunctions",
                "lambda:ListEventSourceMappings",
                "lambda:GetAccountSettings",
                "logs:DescribeLogGroups",
                "logs:GetQueryResults",
                "cloudwatch:ListDashboards",
                "cloudwatch:DescribeAlarms",
                "cloudwatch:ListMetrics",
                "cloudwatch:GetMetricData",
                "cloudwatch:GetMetricStatistics",
                "events:ListEventBuses",
                "events:ListRules",
                "sqs:ListQueues",
                "sns:ListTopics",
                "iam:ListRoles"
            )
            .OnStar();

    IEnumerable<Statement> RunWorkflows =>
        [
            Policy
                .Allow(
                    "states:DescribeStateMachine",
                    "states:ListExecutions",
                    "states:ListTagsForResource",
                    "states:ListStateMachineAliases",
                    "states:ListStateMachineVersions",
                    "states:DescribeStateMachineAlias",
                    "states:StartExecution",
                    "states:StartSyncExecution",
                    "states:CreateStateMachine",
                    "states:UpdateStateMachine",
                    "states:DeleteStateMachine"
                )
                .On(account.Arn("states", $"stateMachine:{own}")),
            // The caller chooses the name of an execution; therefore the pattern must restrict the name of the state machine.
            Policy
                .Allow(
                    "states:DescribeExecution",
                    "states:GetExecutionHistory",
                    "states:StopExecution",
                    "states:RedriveExecution",
                    "states:DescribeStateMachineForExecution"
                )
                .On(account.Arn("states", $"execution:{own}:*"), account.Arn("states", $"express:{own}:*:*")),
        ];

    IEnumerable<Statement> UseFunctions =>
        [
            Policy
                .Allow(
                    "lambda:InvokeFunction",
                    "lambda:GetFunction",
                    "lambda:GetFunctionConfiguration",
                    "lambda:ListTags",
                    "lambda:ListAliases",
                    "lambda:GetAlias",
                    "lambda:ListVersionsByFunction",
                    "lambda:CreateFunction",
                    "lambda:UpdateFunctionCode",
                    "lambda:UpdateFunctionConfiguration",
                    "lambda:DeleteFunction"
                )
                .On(account.Arn("lambda", $"function:{own}")),
        ];

    IEnumerable<Statement> ReadLogs =>
        [
            Policy
                .Allow(
                    "logs:DescribeLogStreams",
                    "logs:GetLogEvents",
                    "logs:FilterLogEvents",
                    "logs:StartLiveTail",
                    "logs:StartQuery",
                    "logs:CreateLogGroup",
                    "logs:DeleteLogGroup"
                )
                .On(account.Arn("logs", $"log-group:/aws/lambda/{own}"), account.Arn("logs", $"log-group:/aws/vendedlogs/states/{own}")),
            Policy.Allow("cloudwatch:GetDashboard").On(account.GlobalArn("cloudwatch", $"dashboard/{own}")),
            Policy.Allow("cloudwatch:DescribeAlarmHistory").On(account.Arn("cloudwatch", $"alarm:{own}")),
        ];

    IEnumerable<Statement> SendEvents =>
        [
            Policy.Allow("events:PutEvents", "events:DescribeEventBus").On(account.Arn("events", $"event-bus/{own}")),
            Policy.Allow("events:DescribeRule", "events:ListTargetsByRule").On(account.Arn("events", $"rule/{own}")),
            Policy
                .Allow("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes")
                .On(account.Arn("sqs", own)),
            Policy.Allow("sns:Publish", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic").On(account.Arn("sns", own)),
        ];

    /// <summary>API Gateway gives an API its id, so the policy cannot use the student's name.</summary>
    IEnumerable<Statement> SeeApis =>
        apiIds.Count == 0
            ? []
            : [Policy.Allow("apigateway:GET").On([.. apiIds.SelectMany(id => new Input<string>[] { Api(id, ""), Api(id, "/*") })])];

    Output<string> Api(Output<string> id, string rest) =>
        Output.Format($"arn:{account.Partition}:apigateway:{account.Region}::/apis/{id}{rest}");

    IEnumerable<Statement> BuildRoles
    {
        get
        {
            var roles = account.GlobalArn("iam", $"role/{own}");
            return
            [
                Policy
                    .Allow(
                        "iam:GetRole",
                        "iam:GetRolePolicy",
                        "iam:ListRolePolicies",
                        "iam:ListAttachedRolePolicies",
                        "iam:DeleteRole",
                        "iam:DeleteRolePolicy"
                    )
                    .On(roles),
                Policy
                    .Allow("iam:CreateRole")
                    .On(roles)
                    .When("StringEquals", "iam:PermissionsBoundary", boundaryArn)
                    .When("StringEquals", "aws:RequestTag/student", student.ToString())
                    .When("ForAllValues:StringEquals", "aws:TagKeys", "student"),
                // A wildcard of IAM matches slashes: without this, a path could begin with the student's name and the role's own name with
                // another's.
                Policy
                    .Deny("iam:CreateRole", "iam:TagRole", "iam:PutRolePolicy", "iam:PassRole")
                    .On(account.GlobalArn("iam", "role/*/*")),
                Policy
                    .Allow("iam:TagRole")
                    .On(roles)
                    .When("StringEquals", "aws:RequestTag/student", student.ToString())
                    .When("ForAllValues:StringEquals", "aws:TagKeys", "student"),
                Policy.Allow("iam:PutRolePolicy").On(roles).When("StringEquals", "iam:PermissionsBoundary", boundaryArn),
                Policy
                    .Allow("iam:PassRole")
                    .On(roles)
                    .When("StringEquals", "iam:PassedToService", "lambda.amazonaws.com", "states.amazonaws.com"),
            ];
        }
    }

    IEnumerable<Statement> KeepWhatTheClassMade(Role? identity) =>
        [
            .. KeepRoles(identity is null ? labRoles : [identity, .. labRoles]),
            Policy
                .Deny("states:UpdateStateMachine", "states:DeleteStateMachine", "lambda:DeleteFunction", "logs:DeleteLogGroup")
                .On("*")
                .When("Null", "aws:ResourceTag/lab", "false"),
        ];

    static IEnumerable<Statement> KeepRoles(IReadOnlyList<Role> roles) =>
        roles.Count == 0
            ? []
            :
            [
                Policy
                    .Deny("iam:PassRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy", "iam:DeleteRole", "iam:TagRole")
                    .On([.. roles.Select(role => (Input<string>)role.Arn)]),
            ];
}
