using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.Cloud.StepFunctions;

/// <summary>
/// The checks that AWS makes before it accepts a state machine: the definition, the role, and the role's permission to write logs.
/// </summary>
sealed class MachineRules(IRoles roles, Authorizer authorizer, ILogs logs, CloudSettings settings)
{
    static readonly string[] Delivery =
    [
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
    ];

    public static Permission PassRole(string arn) =>
        new Permission(arn, "iam:PassRole").With("iam:PassedToService", "states.amazonaws.com");

    public static void CheckDefinition(string definition, bool isExpress)
    {
        var errors = DefinitionValidator
            .Validate(definition, isExpress ? ExecutionType.Express : ExecutionType.Standard)
            .Where(diagnostic => diagnostic.Severity == Diagnostic.Error)
            .ToList();
        if (errors.Count > 0)
            throw new AwsException("InvalidDefinition", new DefinitionException(errors).Message);
    }

    public void CheckRole(string arn, string machineArn, Call call)
    {
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
            throw MachineStore.InvalidArn($"Invalid Role Arn: '{arn}'");
        if (!roles.Trusts(arn, Caller.Service("states.amazonaws.com", machineArn, settings.Account), call))
            throw new AwsException(
                "AccessDeniedException",
                "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role."
            );
    }

    public LoggingConfiguration CheckLogging(LoggingConfiguration? given, string roleArn, Call call)
    {
        var logging = given ?? new();
        if (logging.Level == "OFF")
            return logging.Destinations is { Count: > 1 } ? throw Invalid("Must specify exactly one Log Destination.") : logging;
        if (logging.Level is not ("ALL" or "ERROR" or "FATAL"))
            throw Invalid($"Log level '{logging.Level}' is not valid.");
        if (logging.Destinations is not [{ CloudWatchLogsLogGroup.LogGroupArn: { Length: > 0 } arn }])
            throw Invalid("Must specify exactly one Log Destination.");
        if (!arn.EndsWith(":*", StringComparison.Ordinal))
            throw Invalid("Log Destination must be the ARN of a log group, with ':*' at its end.");
        if (roles.ActAs(roleArn, "states") is not { } caller || !MayDeliver(caller, arn, call))
            throw new AwsException("AccessDeniedException", "The state machine IAM Role is not authorized to access the Log Destination");
        if (!logs.HasGroup(arn))
            throw Invalid("Log Destination not found.");
        return logging;
    }

    /// <summary>AWS adds its delivery service to the resource policies of CloudWatch Logs only if no policy names it yet.</summary>
    bool MayDeliver(Caller role, string group, Call call)
    {
        bool May(string action) => authorizer.Decide(role, action, Permission.OnEverything, call).IsAllowed;
        var delivery = Caller.Service("delivery.logs.amazonaws.com", settings.Arn("logs", "delivery"), settings.Account);
        return Array.TrueForAll(Delivery, May) && (logs.Admits(delivery, group, call) || May("logs:PutResourcePolicy"));
    }

    static AwsException Invalid(string reason) => new("InvalidLoggingConfiguration", $"Invalid Logging Configuration: {reason}");
}
