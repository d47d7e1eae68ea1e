using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway.Audit;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Gateway;

/// <summary>Logs every call: caller, operation, result and duration.</summary>
sealed partial class RequestLog(AuditLog audit, ILogger<RequestLog> logger)
{
    long handled;

    public long Count => Interlocked.Read(ref handled);

    public void Handled(HandledCall call)
    {
        Interlocked.Increment(ref handled);
        audit.Add(call);
        var verdict = call.Error?.Code;
        if (!logger.IsEnabled(LogLevel.Debug) && verdict is null)
            return;
        var operation = call.Target?.Service is { } service ? $"{service.Prefix}:{call.Target.OperationName ?? "?"}" : "?";
        var caller = call.Caller?.Arn ?? "nobody";
        if (verdict is null)
            Allowed(operation, caller, call.Status, call.Took.TotalMilliseconds, call.RequestId);
        else
            Refused(operation, caller, verdict, call.Status, call.Took.TotalMilliseconds, call.RequestId);
    }

    public void Unknown(Service? service, string operation) => NotThere(service?.Prefix ?? "?", operation);

    public void Failed(Target? target, string requestId, Exception exception) =>
        Broken($"{target?.Service?.Prefix}:{target?.OperationName}", requestId, exception);

    public void Failed(string method, Exception exception) => Broken(method, "no request id", exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Operation} by {Caller}: allowed, {Status} in {Milliseconds:0.0} ms ({RequestId})")]
    partial void Allowed(string operation, string caller, int status, double milliseconds, string requestId);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Operation} by {Caller}: {Verdict}, {Status} in {Milliseconds:0.0} ms ({RequestId})"
    )]
    partial void Refused(string operation, string caller, string verdict, int status, double milliseconds, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The embedded cloud does not have the operation {Operation} of {Service}")]
    partial void NotThere(string service, string operation);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} failed ({RequestId}); this is a bug")]
    partial void Broken(string operation, string requestId, Exception exception);
}
