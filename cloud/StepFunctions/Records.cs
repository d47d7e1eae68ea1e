using System.Collections.Immutable;

namespace Classroom.Cloud.StepFunctions;

sealed record LogGroupDestination(string? LogGroupArn = null);

sealed record LogDestination(LogGroupDestination? CloudWatchLogsLogGroup = null);

sealed record LoggingConfiguration(string Level = "OFF", bool IncludeExecutionData = false, IReadOnlyList<LogDestination>? Destinations = null);

sealed record TracingConfiguration(bool Enabled = false);

sealed record EncryptionConfiguration(string Type = "AWS_OWNED_KEY", string? KmsKeyId = null, int? KmsDataKeyReusePeriodSeconds = null);

/// <summary>What an execution runs: a definition with its role and its logging, as they were at one time.</summary>
sealed record Revision(string Id, string Definition, string RoleArn, LoggingConfiguration Logging, TracingConfiguration Tracing, DateTimeOffset Made);

sealed record MachineVersion(int Number, string Description, Revision Revision, DateTimeOffset Created);

sealed record Routing(string StateMachineVersionArn, int Weight);

sealed record MachineAlias(string Name, string Description, ImmutableList<Routing> Routing, DateTimeOffset Created, DateTimeOffset Updated);

/// <summary>A state machine with its versions and aliases.</summary>
sealed record Machine(string Name, string Type, DateTimeOffset Created, Revision Latest)
{
    /// <summary>Before the first update a machine has no revision that the API would name.</summary>
    public bool IsUpdated { get; init; }

    public EncryptionConfiguration Encryption { get; init; } = new();

    public ImmutableList<MachineVersion> Versions { get; init; } = [];

    public int LastVersion { get; init; }

    public ImmutableList<MachineAlias> Aliases { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool IsExpress => Type == "EXPRESS";
}

/// <summary>An execution as the API tells of it; its events lie elsewhere.</summary>
sealed record ExecutionRecord(string Arn, string Name, string MachineArn, string MachineName, string Status, DateTimeOffset Started, string Input, string RoleArn, Revision Revision)
{
    public string? VersionArn { get; init; }

    public string? AliasArn { get; init; }

    public DateTimeOffset? Stopped { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    public string? TraceHeader { get; init; }

    public string? MapRunArn { get; init; }

    public int Redrives { get; init; }

    public DateTimeOffset? Redriven { get; init; }
}

sealed record Activity(string Name, DateTimeOffset Created)
{
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
