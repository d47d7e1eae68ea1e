using System.Globalization;
using Classroom.Access;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Gateway.Audit;

/// <summary>Writes calls in the shape of CloudTrail's records.</summary>
sealed class AuditEvents(CloudSettings settings, RequestIds ids)
{
    const int LongestMessage = 1024;

    static readonly Dictionary<string, string> Types = new()
    {
        ["states:stateMachine"] = "AWS::StepFunctions::StateMachine",
        ["states:activity"] = "AWS::StepFunctions::Activity",
        ["lambda:function"] = "AWS::Lambda::Function",
        ["iam:role"] = "AWS::IAM::Role",
        ["iam:user"] = "AWS::IAM::User",
        ["iam:policy"] = "AWS::IAM::Policy",
        ["iam:group"] = "AWS::IAM::Group",
        ["events:rule"] = "AWS::Events::Rule",
        ["events:event-bus"] = "AWS::Events::EventBus",
        ["logs:log-group"] = "AWS::Logs::LogGroup",
        ["cloudwatch:alarm"] = "AWS::CloudWatch::Alarm",
        ["cloudwatch:dashboard"] = "AWS::CloudWatch::Dashboard",
    };

    public AuditEvent Of(HandledCall call)
    {
        var service = call.Target?.Service?.Prefix ?? "unknown";
        var operation = call.Target?.OperationName ?? "";
        var isData = EventKinds.IsData(service, operation);
        return new(
            "1.11",
            IdentityOf(call),
            call.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            $"{service}.amazonaws.com",
            operation.Length > 100 ? operation[..100] : operation,
            settings.Region,
            call.SourceIp,
            call.UserAgent is { Length: > LongestMessage } agent ? agent[..LongestMessage] : call.UserAgent,
            call.Error?.Code.Split('#')[^1],
            call.Error?.Message is { Length: > LongestMessage } message ? message[..LongestMessage] : call.Error?.Message,
            RequestParameters.Of(call),
            null,
            new(call.Status, Math.Round(call.Took.TotalMilliseconds, 3), call.Error?.Denial),
            call.RequestId,
            ids.Next(),
            EventKinds.IsRead(operation),
            [.. call.Resources.Distinct().Take(20).Select(ResourceOf)],
            "AwsApiCall",
            !isData,
            settings.Account,
            isData ? "Data" : "Management"
        );
    }

    AuditIdentity IdentityOf(HandledCall call)
    {
        if (call.Caller is not { } caller || caller.Principal.Kind == PrincipalKind.Anonymous)
            return new("Unknown", AccessKeyId: call.ClaimedKey);
        var principal = caller.Principal;
        return principal.Kind switch
        {
            PrincipalKind.Root => new("Root", settings.Account, principal.Arn, settings.Account, caller.AccessKeyId, "root"),
            PrincipalKind.User => new("IAMUser", caller.UserId, principal.Arn, settings.Account, caller.AccessKeyId, caller.UserName),
            PrincipalKind.Service => new("AWSService", InvokedBy: principal.Arn),
            _ => new(
                "AssumedRole",
                caller.UserId,
                caller.Arn,
                settings.Account,
                caller.AccessKeyId,
                SessionContext: new(
                    new("Role", caller.UserId.Split(':')[0], principal.Arn, settings.Account, UserName: principal.Arn.Split('/')[^1])
                )
            ),
        };
    }

    AuditResource ResourceOf(string arn) => new(arn, TypeOf(arn), settings.Account);

    static string? TypeOf(string arn)
    {
        var parts = arn.Split(':', 6);
        if (parts.Length < 6)
            return null;
        return parts[2] switch
        {
            "s3" => parts[5].Contains('/', StringComparison.Ordinal) ? "AWS::S3::Object" : "AWS::S3::Bucket",
            "sqs" => "AWS::SQS::Queue",
            "sns" => "AWS::SNS::Topic",
            _ => Types.GetValueOrDefault($"{parts[2]}:{parts[5].Split(':', '/')[0]}"),
        };
    }
}
