using System.Collections.Immutable;

namespace Classroom.Cloud.Lambda;

sealed record LoggingConfig(
    string LogFormat = "Text",
    string? LogGroup = null,
    string? ApplicationLogLevel = null,
    string? SystemLogLevel = null
);

/// <summary>The code and the settings of one version of a function.</summary>
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

    /// <summary>The SHA-256 hash of the package, in base 64 as in the API.</summary>
    public string CodeSha256 => Convert.ToBase64String(Convert.FromHexString(CodeHash));
}

sealed record FunctionAlias(string Name, string FunctionVersion, string Description, string RevisionId);

/// <summary>A statement of a function's resource policy, with the version or alias that it applies to.</summary>
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

    /// <summary>Terminate, so that Lambda stops recursive loops, or Allow.</summary>
    public string RecursiveLoop { get; init; } = "Terminate";

    public ImmutableList<EventInvokeConfig> InvokeConfigs { get; init; } = [];

    public string Name => Latest.Name;
}

/// <summary>An event source mapping: the queue whose messages a function receives.</summary>
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
