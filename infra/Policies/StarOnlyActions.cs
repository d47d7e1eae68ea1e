namespace Classroom.Policies;

/// <summary>
/// The actions that our policies allow on <c>*</c>, because AWS supports no narrower resource for them, each with the reason for the
/// permission.
/// </summary>
static class StarOnlyActions
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["logs:CreateLogDelivery"] = "a workflow's role sets up the delivery of its log",
        ["logs:GetLogDelivery"] = "likewise",
        ["logs:UpdateLogDelivery"] = "likewise",
        ["logs:DeleteLogDelivery"] = "likewise",
        ["logs:ListLogDeliveries"] = "likewise",
        ["logs:PutResourcePolicy"] = "likewise: lets the delivery service write to the log group",
        ["logs:DescribeResourcePolicies"] = "likewise",
        ["logs:DescribeLogGroups"] = "likewise, and the console's list of log groups",
        ["xray:PutTraceSegments"] = "traces carry no name of their own",
        ["xray:PutTelemetryRecords"] = "likewise",
        ["xray:GetSamplingRules"] = "the workflow's tracer asks how much to trace",
        ["xray:GetSamplingTargets"] = "likewise",
        ["states:SendTaskSuccess"] = "the token names the task, not the resource",
        ["states:SendTaskFailure"] = "likewise",
        ["states:SendTaskHeartbeat"] = "likewise",
        ["states:ListStateMachines"] = "the console's list; names only",
        ["states:ValidateStateMachineDefinition"] = "the editor's check of a definition; touches nothing",
        ["lambda:ListFunctions"] = "the console's list; names only",
        ["lambda:ListEventSourceMappings"] = "the console's list; names of functions and queues only",
        ["lambda:GetAccountSettings"] = "the console's first page",
        ["cloudwatch:ListDashboards"] = "the console's list; names only",
        ["cloudwatch:DescribeAlarms"] = "the console's list of alarms",
        ["cloudwatch:ListMetrics"] = "metrics cannot be scoped to a name",
        ["cloudwatch:GetMetricData"] = "likewise",
        ["cloudwatch:GetMetricStatistics"] = "likewise",
        ["logs:GetQueryResults"] = "the id of a query is a secret of who started it; no list of queries is allowed",
        ["events:ListRules"] = "the console's list; names and patterns only",
        ["events:ListEventBuses"] = "the console's list; names only",
        ["sqs:ListQueues"] = "the console's list; names only",
        ["sns:ListTopics"] = "the console's list; names only",
        ["iam:ListRoles"] = "the console's choice of a role; names only",
        ["iam:GetAccountPasswordPolicy"] = "a user who changes the password must see the rules",
    };
}
