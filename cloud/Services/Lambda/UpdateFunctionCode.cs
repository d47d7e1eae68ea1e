using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2015-03-31/functions/{FunctionName}/code")]
sealed class UpdateFunctionCode(FunctionStore functions, Packages packages, CloudSettings settings, LambdaService service)
    : IAsyncOperation<UpdateFunctionCode.Input, FunctionView>
{
    public sealed record Input(
        string FunctionName,
        byte[]? ZipFile = null,
        string? S3Bucket = null,
        string? S3Key = null,
        string? S3ObjectVersion = null,
        IReadOnlyList<string>? Architectures = null,
        bool Publish = false,
        bool DryRun = false,
        string? RevisionId = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)),
            .. packages.Needs(input.ZipFile, input.S3Bucket, input.S3Key, input.S3ObjectVersion),
        ];

    public Task<FunctionView> RunAsync(Input input, Call call)
    {
        var name = functions.Function(input.FunctionName).Name;
        var package = packages.Fetch(input.ZipFile, input.S3Bucket, input.S3Key, input.S3ObjectVersion, call);
        var (hash, size) = functions.Keep(package);
        lock (service.OperationLock)
        {
            var function = functions.Function(name);
            Revisions.Check(input.RevisionId, function.Latest, settings, call);
            var latest = function.Latest with
            {
                CodeHash = hash,
                CodeSize = size,
                Modified = call.Now,
                RevisionId = call.RequestId,
                Change = FunctionVersion.Updating,
                Touched = "",
                Architectures = input.Architectures is { Count: > 0 } given ? [.. given] : function.Latest.Architectures,
            };
            if (input.DryRun)
                return Task.FromResult(FunctionView.Of(latest, settings, call));
            var changed = function with { Latest = latest };
            if (input.Publish)
                changed = FunctionChanges.Publish(changed, null, call.Now);
            functions.Functions.Put(name, changed);
            return Task.FromResult(FunctionView.Of(input.Publish ? changed.Versions[^1] : latest, settings, call));
        }
    }
}
