using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Classroom.Cloud.StepFunctions;

sealed record LogGroupDestination(string? LogGroupArn = null);

sealed record LogDestination(LogGroupDestination? CloudWatchLogsLogGroup = null);

sealed record LoggingConfiguration(
    string Level = "OFF",
    bool IncludeExecutionData = false,
    IReadOnlyList<LogDestination>? Destinations = null
);

sealed record TracingConfiguration(bool Enabled = false);

sealed record EncryptionConfiguration(string Type = "AWS_OWNED_KEY", string? KmsKeyId = null, int? KmsDataKeyReusePeriodSeconds = null);

/// <summary>A revision of a state machine: its definition, role and logging configuration at one time.</summary>
sealed record Revision(
    string Id,
    string Definition,
    string RoleArn,
    LoggingConfiguration Logging,
    TracingConfiguration Tracing,
    DateTimeOffset Made
)
{
    public bool HasSameContent(Revision other) =>
        Definition == other.Definition
        && RoleArn == other.RoleArn
        && Tracing == other.Tracing
        && Logging.Level == other.Logging.Level
        && Logging.IncludeExecutionData == other.Logging.IncludeExecutionData
        && (Logging.Destinations ?? []).SequenceEqual(other.Logging.Destinations ?? []);

    /// <summary>The log group of the revision; null without logging.</summary>
    [JsonIgnore]
    public string? LogGroup =>
        Logging is { Level: not "OFF", Destinations: [{ CloudWatchLogsLogGroup.LogGroupArn: { } group }] } ? group : null;
}

sealed record MachineVersion(int Number, string Description, Revision Revision, DateTimeOffset Created);

sealed record Routing(string StateMachineVersionArn, int Weight);

sealed record MachineAlias(string Name, string Description, ImmutableList<Routing> Routing, DateTimeOffset Created, DateTimeOffset Updated);

/// <summary>A state machine with its versions and aliases.</summary>
sealed record Machine(string Name, string Type, DateTimeOffset Created, Revision Latest)
{
    /// <summary>Whether the machine was updated since its creation. Before that, the API shows no revision id.</summary>
    public bool IsUpdated { get; init; }

    /// <summary>The revision id as the API shows it.</summary>
    [JsonIgnore]
    public string? ShownRevision => IsUpdated ? Latest.Id : null;

    public EncryptionConfiguration Encryption { get; init; } = new();

    public ImmutableList<MachineVersion> Versions { get; init; } = [];

    public int LastVersion { get; init; }

    public ImmutableList<MachineAlias> Aliases { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool IsExpress => Type == "EXPRESS";
}

/// <summary>An execution. Its events, its saved state and its revision are stored separately.</summary>
sealed record ExecutionRecord(
    string Arn,
    string Name,
    string MachineArn,
    string MachineName,
    string Status,
    DateTimeOffset Started,
    string Input,
    string RoleArn,
    string RevisionId
)
{
    public const string Running = "RUNNING";

    public string? VersionArn { get; init; }

    public string? AliasArn { get; init; }

    public DateTimeOffset? Stopped { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    public string? TraceHeader { get; init; }

    /// <summary>The map run of a child execution of a distributed Map.</summary>
    public string? MapRunArn { get; init; }

    /// <summary>The number of items of a child execution.</summary>
    public int Items { get; init; }

    /// <summary>The owner under which the execution is listed: its state machine, or its map run.</summary>
    public string Owner => MapRunArn ?? MachineName;

    /// <param name="refusal">The reason why the execution cannot be redriven; null if it can.</param>
    public string RedriveStatus(string? refusal) =>
        refusal is not null ? "NOT_REDRIVABLE"
        : MapRunArn is null ? "REDRIVABLE"
        : "REDRIVABLE_BY_MAP_RUN";

    public int Redrives { get; init; }

    public DateTimeOffset? Redriven { get; init; }

    /// <summary>Whether a redrive has been acknowledged whose first changes are not stored yet.</summary>
    public bool IsRedriving { get; init; }
}

sealed record Activity(string Name, DateTimeOffset Created)
{
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
