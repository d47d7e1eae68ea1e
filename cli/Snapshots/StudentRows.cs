using System.Text.Json;
using Classroom.Storage;

namespace Classroom.Cli.Snapshots;

/// <summary>
/// The rows of the cloud's data that are the resources of one student. What happened (executions, logs, messages, metrics, sessions) is not
/// among them: it stays when the student's resources are exchanged.
/// </summary>
sealed class StudentRows
{
    /// <summary>The archive with the definitions of workflows; its owners are the names of the workflows.</summary>
    public const string Definitions = "revisions";

    const string Apis = "apigateway.apis";

    // The key is, or contains as one of its parts, the name of the resource.
    static readonly HashSet<string> Named =
    [
        "events.buses",
        "events.rules",
        "iam.logins",
        "iam.policies",
        "iam.roles",
        "iam.users",
        "lambda.functions",
        LogGroups,
        "logs.metricfilters",
        "logs.subscriptions",
        "metrics.alarms",
        "metrics.dashboards",
        "sns.subscriptions",
        "sns.topics",
        "sqs.queues",
        "states.activities",
        "states.machines",
    ];

    // The key is an id; this member of the row names the resource.
    static readonly Dictionary<string, string> Described = new()
    {
        [Apis] = "Name",
        ["iam.keys"] = "UserName",
        ["lambda.mappings"] = "FunctionArn",
    };

    // The key begins with the id of the API.
    static readonly HashSet<string> OfApis =
    [
        "apigateway.deployments",
        "apigateway.integrations",
        "apigateway.routes",
        "apigateway.stages",
    ];

    // Its streams and events stay, so a log group is never removed.
    const string LogGroups = "logs.groups";

    static readonly char[] Separators = ['/', ':', '\n', '='];

    readonly string prefix;
    readonly HashSet<string> apis;

    /// <param name="rows">All rows in which rows of the student are searched.</param>
    public StudentRows(string student, IEnumerable<StoredRow> rows)
    {
        prefix = $"{student}-";
        apis = [.. rows.Where(row => row.Table == Apis && IsDescribed(row)).Select(row => row.Key)];
    }

    /// <summary>Every table of records of the cloud that this class knows.</summary>
    public static IEnumerable<string> Tables => [.. Named, .. Described.Keys, .. OfApis];

    public bool Has(StoredRow row) =>
        Named.Contains(row.Table) ? IsOwn(row.Key)
        : Described.ContainsKey(row.Table) ? IsDescribed(row)
        : OfApis.Contains(row.Table) && apis.Contains(row.Key.Split('\n')[0]);

    public bool MayRemove(StoredRow row) => row.Table != LogGroups && Has(row);

    bool IsDescribed(StoredRow row) =>
        JsonElement.Parse(row.Value).TryGetProperty(Described[row.Table], out var name) && IsOwn(name.GetString() ?? "");

    bool IsOwn(string text) => text.Split(Separators).Any(part => part.StartsWith(prefix, StringComparison.Ordinal));
}
