using System.Collections.Concurrent;
using Classroom.Access;
using Classroom.Cloud.Callers;
using Classroom.Cloud.Gateway;
using Classroom.Storage;

namespace Classroom.Cloud.Logs;

/// <summary>Writes logs for services: what a function prints, what a workflow does. Whether they may, the role decides.</summary>
sealed class LogWriter(LogStore logs, LogDelivery delivery, Guard guard, RequestIds ids, TimeProvider clock)
{
    /// <summary>Writes with a role's rights, making group and stream if it may; says whether it could.</summary>
    public bool Write(Caller role, string group, string stream, IReadOnlyList<LogEvent> events)
    {
        var call = new Call(role, ids.Next(), clock.GetUtcNow());
        bool May(string action, string resource) => guard.Decide(role, action, new(resource), call).IsAllowed;
        if (!logs.Groups.Has(group))
        {
            if (!May("logs:CreateLogGroup", logs.Scope(group))) return false;
            logs.Groups.Put(group, new(group, call.Now));
        }
        var key = LogStore.StreamKey(group, stream);
        if (!logs.Streams.Has(key))
        {
            if (!May("logs:CreateLogStream", logs.Scope(group)) && !May("logs:CreateLogStream", logs.StreamArn(group, stream))) return false;
            logs.Make(group, stream, call.Now);
        }
        if (!May("logs:PutLogEvents", logs.StreamArn(group, stream))) return false;
        try
        {
            delivery.Append(group, stream, events);
            return true;
        }
        catch (NotWrittenException)
        {
            // Logs are delivered as well as can be: a function does not fail because its log has no room.
            return false;
        }
    }

    /// <summary>Writes for the service itself, to a group that somebody has given it.</summary>
    public void Deliver(string group, string stream, IReadOnlyList<LogEvent> events)
    {
        if (!logs.Groups.Has(group)) return;
        var key = LogStore.StreamKey(group, stream);
        if (!logs.Streams.Has(key)) logs.Make(group, stream, clock.GetUtcNow());
        delivery.Append(group, stream, events);
    }
}
