using System.Text.Json.Serialization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>One log event. Its stored member names are short, because there are many events.</summary>
sealed record LogEvent(
    [property: JsonPropertyName("t")] long Timestamp,
    [property: JsonPropertyName("m")] string Message,
    [property: JsonPropertyName("i")] long Ingested
);

/// <summary>Writes to CloudWatch Logs for other services. A log group is given by its name or its ARN.</summary>
interface ILogs
{
    /// <summary>
    /// Writes with the permissions of a role, and creates the group and the stream if the role may do so. Returns false if the role may not
    /// write.
    /// </summary>
    bool Write(Caller role, string group, string stream, IReadOnlyList<LogEvent> events);

    /// <summary>Writes for the service itself. Does nothing if the log group does not exist.</summary>
    void Deliver(string group, string stream, IReadOnlyList<LogEvent> events);

    /// <summary>Writes one line for a service that needs permission from a resource policy of CloudWatch Logs.</summary>
    void Send(Caller service, string group, string line);

    bool HasGroup(string group);

    /// <summary>Whether a resource policy of CloudWatch Logs lets a service write to a group.</summary>
    bool Admits(Caller service, string group, Call call);
}
