using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;

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
    public const string Creating = "Creating";
    public const string Updating = "Updating";

    public string Description { get; init; } = "";

    /// <summary>What is being done until the function is active: Creating or Updating; null for a version that was published.</summary>
    public string? Change { get; init; }

    /// <summary>Changes with the policy and with the publication of a version, which change the revision id but not the code.</summary>
    public string Touched { get; init; } = "";

    /// <summary>Whether a request has named an environment, be it an empty one.</summary>
    public bool HasEnvironment { get; init; }

    public int Timeout { get; init; } = 3;

    public int MemorySize { get; init; } = 128;

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string TracingMode { get; init; } = "PassThrough";

    public ImmutableArray<string> Architectures { get; init; } = ["x86_64"];

    public LoggingConfig Logging { get; init; } = new();

    public int EphemeralStorage { get; init; } = 512;

    public string? DeadLetterTarget { get; init; }

    public string LogGroup => Logging.LogGroup ?? $"/aws/lambda/{Name}";

    /// <summary>What is being done at a time, until the function is active.</summary>
    public string? ChangeAt(DateTimeOffset now, TimeSpan activation) => now < Modified + activation ? Change : null;

    /// <summary>The revision id at a time: it changes once more when the function becomes active.</summary>
    public string RevisionAt(DateTimeOffset now, TimeSpan activation)
    {
        if (ChangeAt(now, activation) is not null && Touched.Length == 0)
            return RevisionId;
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{RevisionId} {Version} {Touched}")).AsSpan(0, 16)).ToString();
    }

    /// <summary>The SHA-256 hash of the package, in base 64 as in the API.</summary>
    public string CodeSha256 => Convert.ToBase64String(Convert.FromHexString(CodeHash));
}

sealed record FunctionAlias(string Name, string FunctionVersion, string Description, string RevisionId)
{
    /// <summary>The share of the invocations that goes to another version.</summary>
    public ImmutableSortedDictionary<string, double> Weights { get; init; } = ImmutableSortedDictionary<string, double>.Empty;
}

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

    /// <summary>Gives the version or the alias whose policy has changed a new revision id.</summary>
    public Function Touch(string? qualifier, Call call)
    {
        if (Aliases.Find(alias => alias.Name == qualifier) is { } alias)
            return this with { Aliases = Aliases.Replace(alias, alias with { RevisionId = call.RequestId }) };
        if (Versions.Find(version => version.Version == qualifier) is { } published)
            return this with { Versions = Versions.Replace(published, published with { Touched = call.RequestId }) };
        return this with { Latest = Latest with { Touched = call.RequestId } };
    }
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
