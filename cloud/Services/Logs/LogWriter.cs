using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Logs;

/// <summary>Writes the logs of functions and workflows, if the permissions of their role allow it.</summary>
sealed class LogWriter(LogStore logs, LogDelivery delivery, Authorizer authorizer, RequestIds ids, TimeProvider clock) : ILogs
{
    public bool Write(Caller role, string group, string stream, IReadOnlyList<LogEvent> events)
    {
        var call = new Call(role, ids.Next(), clock.GetUtcNow());
        bool May(string action, string resource) => authorizer.Decide(role, action, new(resource), call).IsAllowed;
        if (!logs.Groups.Has(group))
        {
            if (!May("logs:CreateLogGroup", logs.Scope(group)))
                return false;
            logs.Groups.Put(group, new(group, call.Now));
        }
        var key = LogStore.StreamKey(group, stream);
        if (!logs.Streams.Has(key))
        {
            if (!May("logs:CreateLogStream", logs.StreamArn(group, stream)))
                return false;
            logs.Make(group, stream, call.Now);
        }
        if (!May("logs:PutLogEvents", logs.StreamArn(group, stream)))
            return false;
        try
        {
            delivery.Append(group, stream, events);
            return true;
        }
        catch (NotWrittenException)
        {
            // Logging is best effort: a function does not fail because its log cannot be written.
            return false;
        }
    }

    public bool HasGroup(string group) => logs.Groups.Has(LogStore.NameOf(group));

    public bool Admits(Caller service, string group, Call call)
    {
        var resource = logs.StreamArn(LogStore.NameOf(group), "events");
        return logs.ResourcePolicies.All.Any(policy =>
            authorizer
                .Decide(service, "logs:PutLogEvents", new(resource) { ResourcePolicy = Policies.Parse(policy.Document) }, call)
                .IsAllowed
        );
    }

    public void Send(Caller service, string group, string line)
    {
        var name = LogStore.NameOf(group);
        var call = new Call(service, ids.Next(), clock.GetUtcNow());
        if (!Admits(service, name, call))
            throw new AwsException("AccessDeniedException", $"No resource policy of CloudWatch Logs lets {service.Arn} write to {name}");
        logs.Group(name);
        var now = call.Now.ToUnixTimeMilliseconds();
        Deliver(name, ids.Next(), [new(now, line, now)]);
    }

    public void Deliver(string groupOrArn, string stream, IReadOnlyList<LogEvent> events)
    {
        var group = LogStore.NameOf(groupOrArn);
        if (!logs.Groups.Has(group))
            return;
        var key = LogStore.StreamKey(group, stream);
        if (!logs.Streams.Has(key))
            logs.Make(group, stream, clock.GetUtcNow());
        delivery.Append(group, stream, events);
    }
}
