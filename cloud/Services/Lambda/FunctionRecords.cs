using System.Collections.Immutable;

namespace Classroom.Cloud.Lambda;

sealed record LoggingConfig(
    string LogFormat = "Text",
    string? LogGroup = null,
    string? ApplicationLogLevel = null,
    string? SystemLogLevel = null
);

/// <summary>A function's code and settings, as one version of it has them.</summary>
sealed record FunctionVersion(
    string Name,
    string Version,
    string Role,
    string Runtime,
    string Handler,
    string CodeHash,
    long CodeSize,
    DateTimeOffset Modified,
    string RevisionId
)
{
    public string Description { get; init; } = "";

    public int Timeout { get; init; } = 3;

    public int MemorySize { get; init; } = 128;

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string TracingMode { get; init; } = "PassThrough";

    public ImmutableArray<string> Architectures { get; init; } = ["x86_64"];

    public LoggingConfig Logging { get; init; } = new();

    public int EphemeralStorage { get; init; } = 512;

    public string? DeadLetterTarget { get; init; }

    public string LogGroup => Logging.LogGroup ?? $"/aws/lambda/{Name}";

    /// <summary>The hash as the API has it: of the package, in base 64.</summary>
    public string CodeSha256 => Convert.ToBase64String(Convert.FromHexString(CodeHash));
}

sealed record FunctionAlias(string Name, string FunctionVersion, string Description, string RevisionId);

/// <summary>A statement of a function's policy, and the version or alias it is for.</summary>
sealed record PolicyStatement(string Sid, string? Qualifier, string Json);

sealed record Destination(string? OnSuccess, string? OnFailure);

sealed record EventInvokeConfig(
    string Qualifier,
    int? MaximumRetryAttempts,
    int? MaximumEventAgeInSeconds,
    Destination? Destination,
    DateTimeOffset Modified
);

/// <summary>A function with all its versions.</summary>
sealed record Function(FunctionVersion Latest)
{
    public ImmutableList<FunctionVersion> Versions { get; init; } = [];

    public int LastVersion { get; init; }

    public ImmutableList<FunctionAlias> Aliases { get; init; } = [];

    public ImmutableList<PolicyStatement> Policy { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public int? ReservedConcurrency { get; init; }

    public ImmutableList<EventInvokeConfig> InvokeConfigs { get; init; } = [];

    public string Name => Latest.Name;
}

/// <summary>A queue whose messages a function gets.</summary>
sealed record EventSourceMapping(
    string Id,
    string EventSourceArn,
    string FunctionArn,
    int BatchSize,
    int BatchingWindow,
    bool IsEnabled,
    DateTimeOffset Modified
)
{
    public ImmutableArray<string> ResponseTypes { get; init; } = [];

    public ImmutableArray<string> Filters { get; init; } = [];

    public int? MaximumConcurrency { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
