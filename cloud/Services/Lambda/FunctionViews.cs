using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

sealed record EnvironmentView(IReadOnlyDictionary<string, string> Variables);

sealed record TracingView(string Mode);

sealed record StorageView(int Size);

sealed record DeadLetterView(string? TargetArn = null);

sealed record SnapStartView(string ApplyOn = "None", string OptimizationStatus = "Off");

/// <summary>The build of a runtime. AWS names it by a hash; here one stands for each runtime and architecture.</summary>
sealed record RuntimeVersionView(string RuntimeVersionArn)
{
    public static RuntimeVersionView Of(FunctionVersion function, CloudSettings settings)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{function.Runtime} {string.Join(' ', function.Architectures)}"));
        return new($"arn:aws:lambda:{settings.Region}::runtime:{Convert.ToHexStringLower(hash)}");
    }
}

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
    string? State,
    string? StateReason,
    string? StateReasonCode,
    string? LastUpdateStatus,
    string? LastUpdateStatusReason,
    string? LastUpdateStatusReasonCode,
    string PackageType,
    IReadOnlyList<string> Architectures,
    StorageView EphemeralStorage,
    SnapStartView SnapStart,
    LoggingConfig LoggingConfig,
    DeadLetterView? DeadLetterConfig,
    RuntimeVersionView? RuntimeVersionConfig
)
{
    const string Reason = "The function is being created.";
    const string Code = "Creating";

    /// <summary>A function in a listing, without its state.</summary>
    public static FunctionView Listed(FunctionVersion function, CloudSettings settings, Call call, bool qualified = false) =>
        Of(function, settings, call, qualified) with
        {
            State = null,
            StateReason = null,
            StateReasonCode = null,
            LastUpdateStatus = null,
            LastUpdateStatusReason = null,
            LastUpdateStatusReasonCode = null,
            RuntimeVersionConfig = null,
        };

    public static FunctionView Of(FunctionVersion function, CloudSettings settings, Call call, bool qualified = false)
    {
        var change = function.ChangeAt(call.Now, settings.FunctionActivation);
        var isCreated = change == FunctionVersion.Creating;
        var isUpdated = change == FunctionVersion.Updating;
        return new(
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
            function.Environment.IsEmpty && !function.HasEnvironment ? null : new(function.Environment),
            new(function.TracingMode),
            function.RevisionAt(call.Now, settings.FunctionActivation),
            isCreated ? "Pending" : "Active",
            isCreated ? Reason : null,
            isCreated ? Code : null,
            isCreated ? null
                : isUpdated ? "InProgress"
                : "Successful",
            isUpdated ? Reason : null,
            isUpdated ? Code : null,
            "Zip",
            function.Architectures,
            new(function.EphemeralStorage),
            new(),
            function.Logging with
            {
                LogGroup = function.LogGroup,
            },
            function.DeadLetterTarget is null ? null : new(function.DeadLetterTarget),
            RuntimeVersionView.Of(function, settings)
        );
    }
}
