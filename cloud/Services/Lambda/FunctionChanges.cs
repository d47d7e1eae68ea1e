using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

/// <summary>The settings in a request that creates or changes a function. Null leaves a setting unchanged.</summary>
sealed record FunctionSettings(
    string? Role,
    string? Runtime,
    string? Handler,
    string? Description,
    int? Timeout,
    int? MemorySize,
    EnvironmentView? Environment,
    TracingView? Tracing,
    IReadOnlyList<string>? Architectures,
    LoggingConfig? Logging,
    StorageView? Storage,
    DeadLetterView? DeadLetter
);

static class FunctionChanges
{
    /// <summary>Lambda measures the variables as JSON.</summary>
    const int MostEnvironment = 4096;

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly string[] Reserved =
    [
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "_HANDLER",
        "LAMBDA_TASK_ROOT",
    ];

    public static FunctionVersion Apply(FunctionVersion function, FunctionSettings settings)
    {
        Limit("timeout", settings.Timeout, 1, 900);
        Limit("memorySize", settings.MemorySize, 128, 10_240);
        Limit("ephemeralStorage.size", settings.Storage?.Size, 512, 10_240);
        if (settings.Runtime is { } runtime)
            Runtimes.Check(runtime);
        var variables = settings.Environment?.Variables.ToImmutableSortedDictionary() ?? function.Environment;
        if (variables.Keys.FirstOrDefault(name => Reserved.Contains(name)) is { } reserved)
            throw FunctionStore.Invalid(
                $"Lambda was unable to configure your environment variables because the environment variables you have provided "
                    + $"contains reserved keys that are currently not supported for modification. Reserved keys used in this "
                    + $"request: {reserved}"
            );
        // In the order of the request, as the message shows them.
        var measured = JsonSerializer.Serialize(settings.Environment?.Variables ?? variables, Plain);
        if (Encoding.UTF8.GetByteCount(measured) > MostEnvironment)
            throw FunctionStore.Invalid(
                "Lambda was unable to configure your environment variables because the environment variables you have provided "
                    + $"exceeded the 4KB limit. String measured: {measured[..Math.Min(measured.Length, 2 * MostEnvironment)]}"
            );
        return function with
        {
            Role = settings.Role ?? function.Role,
            Runtime = settings.Runtime ?? function.Runtime,
            Handler = settings.Handler ?? function.Handler,
            Description = settings.Description ?? function.Description,
            Timeout = settings.Timeout ?? function.Timeout,
            MemorySize = settings.MemorySize ?? function.MemorySize,
            Environment = variables,
            HasEnvironment = function.HasEnvironment || settings.Environment is not null,
            TracingMode = settings.Tracing?.Mode ?? function.TracingMode,
            Architectures = settings.Architectures is { Count: > 0 } given ? [.. given] : function.Architectures,
            Logging = settings.Logging is { } logging ? Logging(logging) : function.Logging,
            EphemeralStorage = settings.Storage?.Size ?? function.EphemeralStorage,
            // An empty ARN removes the target; a configuration without one changes nothing.
            DeadLetterTarget = settings.DeadLetter?.TargetArn switch
            {
                null => function.DeadLetterTarget,
                "" => null,
                var target => target,
            },
        };
    }

    public static Function Publish(Function function, string? description, DateTimeOffset now)
    {
        var last = function.Versions.Count > 0 ? function.Versions[^1] : null;
        // The function has not changed since the last version: that version is returned again.
        if (last is not null && last.RevisionId == function.Latest.RevisionId)
            return function;
        var number = function.LastVersion + 1;
        var version = function.Latest with
        {
            Version = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Description = description ?? function.Latest.Description,
            Modified = now,
            Change = null,
            Touched = "",
        };
        // The publication changes the revision of the function too.
        var latest = function.Latest with
        {
            Touched = $"{function.Latest.Touched}{version.Version}.",
        };
        return function with { Latest = latest, Versions = function.Versions.Add(version), LastVersion = number };
    }

    // Log levels exist only in the JSON format, and have a default there.
    static LoggingConfig Logging(LoggingConfig given) =>
        given.LogFormat == "JSON"
            ? given with
            {
                ApplicationLogLevel = given.ApplicationLogLevel ?? "INFO",
                SystemLogLevel = given.SystemLogLevel ?? "INFO",
            }
        : given.ApplicationLogLevel is null && given.SystemLogLevel is null ? given
        : throw FunctionStore.Invalid("To set a log level, the LogFormat must be JSON.");

    public static void Limit(string name, int? value, int least, int most)
    {
        if (value < least)
            throw new AwsException(
                "ValidationException",
                $"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: Member must have value "
                    + $"greater than or equal to {least}"
            );
        if (value > most)
            throw new AwsException(
                "ValidationException",
                $"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: Member must have value less "
                    + $"than or equal to {most}"
            );
    }
}
