using System.Collections.Immutable;

namespace Classroom.Cloud.Events;

sealed record EventBus(string Name, DateTimeOffset Created)
{
    public const string Default = "default";

    public string? Description { get; init; }

    public DateTimeOffset Modified { get; init; } = Created;

    /// <summary>The resource policy, which allows other principals to put events, as JSON text.</summary>
    public string? Policy { get; init; }

    public DeadLetters? DeadLetterConfig { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Api.Tags.None;
}

sealed record DeadLetters(string? Arn = null);

sealed record Rule(string Bus, string Name)
{
    public string? EventPattern { get; init; }

    public string? ScheduleExpression { get; init; }

    public string State { get; init; } = "ENABLED";

    public string? Description { get; init; }

    public string? RoleArn { get; init; }

    public ImmutableArray<Target> Targets { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Api.Tags.None;

    public bool IsEnabled => State.StartsWith("ENABLED", StringComparison.Ordinal);
}

sealed record Transformer(string InputTemplate, IReadOnlyDictionary<string, string>? InputPathsMap = null);

sealed record SqsParameters(string? MessageGroupId = null);

sealed record RetryPolicy(int? MaximumRetryAttempts = null, int? MaximumEventAgeInSeconds = null);

/// <summary>A target of a rule, and the input that it receives.</summary>
sealed record Target(
    string Id,
    string Arn,
    string? RoleArn = null,
    string? Input = null,
    string? InputPath = null,
    Transformer? InputTransformer = null,
    SqsParameters? SqsParameters = null,
    DeadLetters? DeadLetterConfig = null,
    RetryPolicy? RetryPolicy = null
);

sealed record Failure(string TargetId, string ErrorCode, string ErrorMessage);
