using System.Text.Json.Serialization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>One log event. The stored names are short because there are many events.</summary>
sealed record LogEvent(
    [property: JsonPropertyName("t")] long Timestamp,
    [property: JsonPropertyName("m")] string Message,
    [property: JsonPropertyName("i")] long Ingested
);

/// <summary>Writes to CloudWatch Logs for other services. A log group is given by its name or its ARN.</summary>
interface ILogs
{
    /// <summary>
    /// Writes with the rights of a role, and creates the group and the stream if the role may; false where the role may not.
    /// </summary>
    bool Write(Caller role, string group, string stream, IReadOnlyList<LogEvent> events);

    /// <summary>Writes for the service itself. A group that does not exist is left alone.</summary>
    void Deliver(string group, string stream, IReadOnlyList<LogEvent> events);

    /// <summary>Writes one line as a service that needs a resource policy of CloudWatch Logs.</summary>
    void Send(Caller service, string group, string line);

    bool HasGroup(string group);
}
