using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Logs;

/// <summary>A log group as the API describes it. Its ARN is shown twice: with :* at its end, and without.</summary>
sealed record LogGroupView(
    string LogGroupName,
    long CreationTime,
    int? RetentionInDays,
    int MetricFilterCount,
    string Arn,
    long? StoredBytes,
    string LogGroupClass,
    string LogGroupArn,
    bool? DeletionProtectionEnabled
)
{
    public static LogGroupView Of(LogGroup group, LogStore logs) =>
        new(
            group.Name,
            group.Created.ToUnixTimeMilliseconds(),
            group.RetentionInDays,
            logs.MetricFilters.Below(LogStore.StreamKey(group.Name, "")).Count(),
            logs.StarArn(group.Name),
            logs.StreamsOf(group.Name).Sum(logs.Events.Bytes),
            group.LogGroupClass,
            logs.ArnOf(group.Name),
            group.IsProtected
        );
}

sealed record LogStreamView(
    string LogStreamName,
    long CreationTime,
    long? FirstEventTimestamp,
    long? LastEventTimestamp,
    long? LastIngestionTime,
    string? UploadSequenceToken,
    string Arn,
    long StoredBytes
)
{
    public static LogStreamView Of(LogStream stream, LogStore logs)
    {
        var (first, last) = (logs.Events.First(stream), logs.Events.Last(stream));
        return new(
            stream.Name,
            stream.Created.ToUnixTimeMilliseconds(),
            first?.Timestamp,
            last?.Timestamp,
            last?.Ingested,
            // A stream without events has no token; otherwise any text is accepted.
            last is null
                ? null
                : "4",
            logs.StreamArn(stream.Group, stream.Name),
            0
        );
    }
}

sealed record MetricFilterView(
    string FilterName,
    string FilterPattern,
    IReadOnlyList<MetricTransformation> MetricTransformations,
    long CreationTime,
    string LogGroupName,
    bool ApplyOnTransformedLogs
)
{
    public static MetricFilterView Of(MetricFilter filter) =>
        new(
            filter.Name,
            filter.Pattern,
            filter.Transformations,
            filter.Created.ToUnixTimeMilliseconds(),
            filter.Group,
            ApplyOnTransformedLogs: false
        );
}

sealed record SubscriptionFilterView(
    string FilterName,
    string LogGroupName,
    string FilterPattern,
    string DestinationArn,
    string? RoleArn,
    string Distribution,
    long CreationTime,
    bool ApplyOnTransformedLogs
)
{
    public static SubscriptionFilterView Of(SubscriptionFilter filter) =>
        new(
            filter.Name,
            filter.Group,
            filter.Pattern,
            filter.DestinationArn,
            filter.RoleArn,
            filter.Distribution,
            filter.Created.ToUnixTimeMilliseconds(),
            false
        );
}

sealed record ResourcePolicyView(string PolicyName, string PolicyDocument, long LastUpdatedTime, string PolicyScope)
{
    const string OfAccount = "ACCOUNT";

    public static ResourcePolicyView Of(ResourcePolicy policy) =>
        new(policy.Name, policy.Document, policy.Updated.ToUnixTimeMilliseconds(), OfAccount);

    /// <summary>The policy as it is listed: with a version, and a principal alone instead of a list with one.</summary>
    public static ResourcePolicyView Listed(ResourcePolicy policy)
    {
        var document = (JsonObject)BoundedJson.Parse(policy.Document, LanguageLimits.Policy)!;
        if (!document.ContainsKey("Version"))
            document.Insert(0, "Version", "2008-10-17");
        var statements = document["Statement"] as JsonArray ?? [document["Statement"]?.DeepClone()];
        foreach (var principal in statements.OfType<JsonObject>().Select(statement => statement["Principal"]).OfType<JsonObject>())
        {
            foreach (var (kind, only) in principal.Where(member => member.Value is JsonArray { Count: 1 }).ToList())
                principal[kind] = only![0]?.DeepClone();
        }
        return Of(policy with { Document = document.ToJsonString() });
    }
}

sealed record QueryDefinitionView(
    string QueryDefinitionId,
    string Name,
    string QueryString,
    long LastModified,
    IReadOnlyList<string> LogGroupNames
)
{
    public static QueryDefinitionView Of(QueryDefinition query) =>
        new(query.Id, query.Name, query.QueryString, query.Updated.ToUnixTimeMilliseconds(), query.LogGroups);
}
