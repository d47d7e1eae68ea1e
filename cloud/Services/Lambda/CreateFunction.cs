using System.Collections.Immutable;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2015-03-31/functions", Status = 201)]
sealed class CreateFunction(FunctionStore functions, Packages packages, CloudSettings settings, LambdaService service)
    : IAsyncOperation<CreateFunction.Input, FunctionView>
{
    public sealed record Input(
        string FunctionName,
        string Role,
        FunctionCode Code,
        string? Runtime = null,
        string? Handler = null,
        string? Description = null,
        int? Timeout = null,
        int? MemorySize = null,
        EnvironmentView? Environment = null,
        TracingView? TracingConfig = null,
        IReadOnlyList<string>? Architectures = null,
        LoggingConfig? LoggingConfig = null,
        StorageView? EphemeralStorage = null,
        DeadLetterView? DeadLetterConfig = null,
        IReadOnlyDictionary<string, string>? Tags = null,
        bool Publish = false,
        string? PackageType = null
    );

    /// <summary>The model allows more for the name of a function, which may be an ARN.</summary>
    const int LongestName = 64;

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)),
            FunctionStore.PassRole(input.Role),
            .. packages.Needs(input.Code.ZipFile, input.Code.S3Bucket, input.Code.S3Key, input.Code.S3ObjectVersion),
            .. Permission.ToTag(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name), "lambda:TagResource", input.Tags),
        ];

    public Task<FunctionView> RunAsync(Input input, Call call)
    {
        var name = FunctionStore.Split(input.FunctionName).Name;
        if (name.Length > LongestName)
            throw FunctionStore.Invalid(
                $"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must have length less "
                    + $"than or equal to {LongestName}"
            );
        if (functions.Functions.Has(name))
            throw FunctionStore.Conflict($"Function already exist: {name}");
        if (input.PackageType == "Image")
            throw FunctionStore.Invalid("The embedded cloud does not support functions from container images; upload a zip package.");
        if (input.Runtime is null || input.Handler is null)
            throw FunctionStore.Invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        functions.CheckRole(input.Role, call);
        var package = packages.Fetch(input.Code.ZipFile, input.Code.S3Bucket, input.Code.S3Key, input.Code.S3ObjectVersion, call);
        var (hash, size) = functions.Keep(package);
        var version = FunctionChanges.Apply(
            new(name, "$LATEST", input.Role, input.Runtime, input.Handler, hash, size, call.Now, call.RequestId)
            {
                Change = FunctionVersion.Creating,
            },
            new(
                input.Role,
                input.Runtime,
                input.Handler,
                input.Description,
                input.Timeout,
                input.MemorySize,
                input.Environment,
                input.TracingConfig,
                input.Architectures,
                input.LoggingConfig,
                input.EphemeralStorage,
                input.DeadLetterConfig
            )
        );
        var function = new Function(version)
        {
            Tags = LambdaTags.Limited((input.Tags ?? new Dictionary<string, string>()).ToImmutableSortedDictionary()),
        };
        if (input.Publish)
            function = function with { Versions = [version with { Version = "1" }], LastVersion = 1 };
        lock (service.OperationLock)
        {
            if (functions.Functions.Has(name))
                throw FunctionStore.Conflict($"Function already exist: {name}");
            functions.Functions.Put(name, function);
        }
        // AWS answers with the number of the version and with the ARN of the function.
        var view = FunctionView.Of(input.Publish ? function.Versions[0] : version, settings, call);
        return Task.FromResult(view with { FunctionArn = functions.ArnOf(name) });
    }
}
