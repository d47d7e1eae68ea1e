using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Logs;

sealed record LogGroup(string Name, DateTimeOffset Created)
{
    public int? RetentionInDays { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string LogGroupClass { get; init; } = "STANDARD";

    public bool IsProtected { get; init; }
}

/// <param name="Number">The owner under which the stream's events are stored.</param>
sealed record LogStream(string Group, string Name, DateTimeOffset Created, string Number)
{
    public string Key => LogStore.StreamKey(Group, Name);
}

sealed record MetricFilter(
    string Group,
    string Name,
    string Pattern,
    ImmutableArray<MetricTransformation> Transformations,
    DateTimeOffset Created
);

sealed record MetricTransformation(
    string MetricName,
    string MetricNamespace,
    string MetricValue,
    [property: JsonConverter(typeof(DecimalNumber))] double? DefaultValue = null,
    string? Unit = null,
    IReadOnlyDictionary<string, string>? Dimensions = null
);

sealed record SubscriptionFilter(
    string Group,
    string Name,
    string Pattern,
    string DestinationArn,
    string? RoleArn,
    string Distribution,
    DateTimeOffset Created
);

sealed record ResourcePolicy(string Name, string Document, DateTimeOffset Updated);

sealed record QueryDefinition(string Id, string Name, string QueryString, ImmutableArray<string> LogGroups, DateTimeOffset Updated);

/// <summary>Stores log groups, streams, filters and events.</summary>
sealed class LogStore(Database database, CloudSettings settings, RequestIds ids) : IStore, IForgetting, ITagSource, IStudentData
{
    public Table<LogGroup> Groups { get; } = new(database, "logs.groups");

    public Table<LogStream> Streams { get; } = new(database, "logs.streams");

    public LogEvents Events { get; } = new(database);

    public Table<MetricFilter> MetricFilters { get; } = new(database, "logs.metricfilters");

    public Table<SubscriptionFilter> Subscriptions { get; } = new(database, "logs.subscriptions");

    public Table<ResourcePolicy> ResourcePolicies { get; } = new(database, "logs.policies");

    public Table<QueryDefinition> Queries { get; } = new(database, "logs.queries");

    public IEnumerable<(Owner Owner, long Bytes)> Sizes()
    {
        var groups = Streams.All.ToDictionary(stream => stream.Number, stream => stream.Group, StringComparer.Ordinal);
        return Events.Sizes().Where(size => groups.ContainsKey(size.Stream)).Select(size => (Owner.Of(groups[size.Stream]), size.Bytes));
    }

    public static string StreamKey(string group, string stream) => $"{group}\n{stream}";

    public string ArnOf(string group) => settings.Arn("logs", $"log-group:{group}");

    /// <summary>The ARN as policies use it: the group and everything in it.</summary>
    public string StarArn(string group) => $"{ArnOf(group)}:*";

    public string StreamArn(string group, string stream) => $"{ArnOf(group)}:log-stream:{stream}";

    /// <summary>
    /// The resource of the permission for an operation on a group. If the operation is not about one group, the name is empty.
    /// </summary>
    public string Scope(string group) => $"{ArnOf(group)}:log-stream:";

    /// <summary>The name of a group that is given by name or by an identifier, which may be an ARN.</summary>
    public static string Identifier(string? identifier, string? name) =>
        NameOf(
            identifier
                ?? name
                ?? throw new AwsException("InvalidParameterException", "Either logGroupName or logGroupIdentifier must be given")
        );

    public LogStream Stream(LogGroup group, string name) =>
        Streams.Find(StreamKey(group.Name, name)) ?? throw NotFound("The specified log stream does not exist.");

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Groups.All.Select(group => (ArnOf(group.Name), (IEnumerable<KeyValuePair<string, string>>)group.Tags));

    public LogGroup Group(string nameOrArn) => Groups.Find(NameOf(nameOrArn)) ?? throw NotFound("The specified log group does not exist.");

    /// <summary>The name of a group that is given by name, or by ARN with or without :* at its end.</summary>
    public static string NameOf(string nameOrArn)
    {
        if (!nameOrArn.StartsWith("arn:", StringComparison.Ordinal))
            return nameOrArn;
        var at = nameOrArn.IndexOf(":log-group:", StringComparison.Ordinal);
        if (at < 0)
            throw new AwsException("InvalidParameterException", $"{nameOrArn} is not the ARN of a log group");
        var name = nameOrArn[(at + ":log-group:".Length)..];
        return name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
    }

    public IEnumerable<LogStream> StreamsOf(string group) => Streams.Below(StreamKey(group, ""));

    public static AwsException NotFound(string message) => new("ResourceNotFoundException", message);

    /// <summary>Creates a stream if it does not exist.</summary>
    public LogStream Make(string group, string stream, DateTimeOffset now)
    {
        var key = StreamKey(group, stream);
        lock (Streams)
            return Streams.Find(key) ?? database.Separately(() => Streams.Put(key, new(group, stream, now, ids.Next())));
    }

    /// <summary>Adds events to an existing stream.</summary>
    public void Append(string group, string stream, IReadOnlyList<LogEvent> events)
    {
        if (Streams.Find(StreamKey(group, stream)) is { } known)
            Events.Append(known, events);
    }

    public void Remove(LogGroup group)
    {
        foreach (var stream in StreamsOf(group.Name).ToList())
            Remove(stream);
        foreach (var (key, _) in MetricFilters.RowsBelow(StreamKey(group.Name, "")).ToList())
            MetricFilters.Remove(key);
        foreach (var (key, _) in Subscriptions.RowsBelow(StreamKey(group.Name, "")).ToList())
            Subscriptions.Remove(key);
        Groups.Remove(group.Name);
    }

    public void Remove(LogStream stream)
    {
        Events.Remove(stream);
        Streams.Remove(stream.Key);
    }

    /// <summary>Removes the events that are older than the retention of their group.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var group in Groups.All.Where(group => group.RetentionInDays is not null))
        {
            var oldest = now.AddDays(-group.RetentionInDays!.Value).ToUnixTimeMilliseconds();
            foreach (var stream in StreamsOf(group.Name))
                Events.RemoveBefore(stream, oldest);
        }
    }
}
