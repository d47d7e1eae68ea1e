using System.Globalization;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

sealed record EnvironmentView(IReadOnlyDictionary<string, string> Variables);

sealed record TracingView(string Mode);

sealed record StorageView(int Size);

sealed record DeadLetterView(string? TargetArn = null);

sealed record SnapStartView(string ApplyOn = "None", string OptimizationStatus = "Off");

/// <summary>A function as the API describes it.</summary>
sealed record FunctionView(
    string FunctionName,
    string FunctionArn,
    string Runtime,
    string Role,
    string Handler,
    long CodeSize,
    string Description,
    int Timeout,
    int MemorySize,
    string LastModified,
    string CodeSha256,
    string Version,
    EnvironmentView? Environment,
    TracingView TracingConfig,
    string RevisionId,
    string State,
    string LastUpdateStatus,
    string PackageType,
    IReadOnlyList<string> Architectures,
    StorageView EphemeralStorage,
    SnapStartView SnapStart,
    LoggingConfig LoggingConfig,
    DeadLetterView? DeadLetterConfig
)
{
    public static FunctionView Of(FunctionVersion function, CloudSettings settings, bool qualified = false) =>
        new(
            function.Name,
            settings.Arn("lambda", $"function:{function.Name}{(qualified || function.Version != "$LATEST" ? $":{function.Version}" : "")}"),
            function.Runtime,
            function.Role,
            function.Handler,
            function.CodeSize,
            function.Description,
            function.Timeout,
            function.MemorySize,
            function.Modified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture),
            function.CodeSha256,
            function.Version,
            function.Environment.IsEmpty ? null : new(function.Environment),
            new(function.TracingMode),
            function.RevisionId,
            "Active",
            "Successful",
            "Zip",
            function.Architectures,
            new(function.EphemeralStorage),
            new(),
            function.Logging with
            {
                LogGroup = function.LogGroup,
            },
            function.DeadLetterTarget is null ? null : new(function.DeadLetterTarget)
        );
}
