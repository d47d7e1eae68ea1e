using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Storage;

namespace Classroom.Cli.Executions;

/// <summary>A call in the audit log.</summary>
/// <param name="Student">The student who made the call, or whose workflow or function made it; null for all other callers.</param>
sealed record AuditedCall(
    string Time,
    string Caller,
    string? Student,
    string Operation,
    string Resource,
    string Address,
    string? Error,
    string? Message,
    JsonObject Event
)
{
    public JsonObject? Denial => Event["additionalEventData"]?["denial"] as JsonObject;
}

/// <summary>Reads the audit log from the data of the cloud, whether the cloud runs or not.</summary>
sealed class AuditTrail(CommandContext context, IReadOnlyCollection<string> students)
{
    // The newest first, so that a limit leaves out the oldest.
    const string Columns =
        "time, caller, service || ':' || operation, coalesce(resource, ''), coalesce(address, ''), error, message, event";

    /// <param name="condition">A condition of SQL on the columns of the view calls.</param>
    public IEnumerable<AuditedCall> Newest(string condition, int most, string? student = null)
    {
        using var query = new Query(context.Paths.CloudData, AppPaths.CloudDatabase);
        var found = query
            .Ask($"SELECT {Columns} FROM calls WHERE {condition} ORDER BY time DESC")
            .Skip(1)
            .Select(Read)
            .Where(call => student is null || call.Student == student)
            .Take(most);
        foreach (var call in found)
            yield return call;
    }

    public static string Since(DateTimeOffset time) =>
        $"time >= '{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}'";

    AuditedCall Read(string?[] row) =>
        new(
            row[0]!,
            row[1]!,
            StudentOf(row[1]!),
            row[2]!,
            row[3]!,
            row[4]!,
            row[5],
            row[6],
            JsonSerializer.Deserialize<JsonObject>(row[7]!)!
        );

    /// <summary>All names of a student's identities begin with the username.</summary>
    string? StudentOf(string caller) =>
        students.FirstOrDefault(student => caller.Split('/', ':').Any(part => part.StartsWith($"{student}-", StringComparison.Ordinal)));
}
