namespace Classroom.Policies;

/// <summary>What AWS tries with the role of a workflow when the workflow is created or changed with logs.</summary>
static class LogDelivery
{
    public static readonly string[] Actions =
    [
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
    ];
}
