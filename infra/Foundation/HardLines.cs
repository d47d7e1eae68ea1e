using Classroom.Accounts;
using Classroom.Policies;

namespace Classroom.Foundation;

/// <summary>
/// Explicit denials. A boundary that only omits a permission does not restrict a resource policy that names a user; a denial does.
/// </summary>
static class HardLines
{
    public static IEnumerable<Statement> For(AwsAccount account, string own) =>
        [
            Policy
                .Deny(
                    "sts:AssumeRole",
                    "iam:AttachRolePolicy",
                    "iam:AttachUserPolicy",
                    "iam:PutUserPolicy",
                    "iam:CreateAccessKey",
                    "iam:CreateUser",
                    "iam:CreateLoginProfile",
                    "iam:UpdateLoginProfile",
                    "iam:AddUserToGroup",
                    "iam:CreatePolicyVersion",
                    "iam:SetDefaultPolicyVersion",
                    "iam:UpdateAssumeRolePolicy",
                    "iam:PutRolePermissionsBoundary",
                    "iam:DeleteRolePermissionsBoundary",
                    "iam:PutUserPermissionsBoundary",
                    "iam:DeleteUserPermissionsBoundary",
                    "iam:UntagRole",
                    "iam:TagUser",
                    "iam:UntagUser",
                    "lambda:AddPermission",
                    "lambda:CreateFunctionUrlConfig",
                    "lambda:UpdateFunctionUrlConfig",
                    "lambda:CreateEventSourceMapping",
                    "states:TestState",
                    "states:RevealSecrets",
                    "states:TagResource",
                    "states:UntagResource",
                    "lambda:TagResource",
                    "lambda:UntagResource",
                    "logs:PutAccountPolicy",
                    "logs:DeleteResourcePolicy",
                    "logs:TagResource",
                    "logs:UntagResource",
                    "events:PutPermission",
                    "events:PutTargets",
                    "sqs:AddPermission",
                    "sqs:SetQueueAttributes",
                    "sns:AddPermission",
                    "sns:SetTopicAttributes"
                )
                .On("*"),
            Policy
                .Deny(
                    "lambda:InvokeFunction",
                    "sqs:SendMessage",
                    "sqs:ReceiveMessage",
                    "sqs:DeleteMessage",
                    "sns:Publish",
                    "sns:Subscribe",
                    "events:PutEvents"
                )
                .OnAllBut(
                    account.Arn("lambda", $"function:{own}"),
                    account.Arn("sqs", own),
                    account.Arn("sns", own),
                    account.Arn("events", $"event-bus/{own}")
                ),
        ];
}
