using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Fairness;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2015-03-31/functions/{FunctionName}/invocations")]
sealed class Invoke(FunctionStore functions, Invoker invoker, AsyncInvocations later) : IAsyncOperation<Invoke.Input, Invoke.Output>
{
    public sealed record Input(
        string FunctionName,
        [Body] byte[] Payload,
        [InQuery] string? Qualifier = null,
        [InHeader("X-Amz-Invocation-Type")] string? InvocationType = null,
        [InHeader("X-Amz-Log-Type")] string? LogType = null
    );

    public sealed record Output(
        [Status] int StatusCode,
        [Body] byte[]? Payload,
        [InHeader("X-Amz-Function-Error")] string? FunctionError,
        [InHeader("X-Amz-Executed-Version")] string? ExecutedVersion,
        [InHeader("X-Amz-Log-Result")] string? LogResult
    );

    public IEnumerable<Permission> Needs(Input input, Call call)
    {
        var (name, qualifier) = FunctionStore.Split(input.FunctionName);
        qualifier = input.Qualifier ?? qualifier;
        return
        [
            functions.Functions.Find(name) is { } function
                ? functions.InvokePermission(function, qualifier)
                : new(functions.ArnOf(name, qualifier), "lambda:InvokeFunction"),
        ];
    }

    public async Task<Output> RunAsync(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier);
        var function = functions.Function(input.FunctionName, qualifier ?? "$LATEST");
        switch (input.InvocationType)
        {
            case "DryRun":
                functions.Version(function, qualifier);
                return new(204, null, null, null, null);
            case "Event":
                if (input.Payload.Length > Quotas.AsynchronousPayload)
                    throw new AwsException(
                        "RequestTooLargeException",
                        $"{input.Payload.Length} byte payload is too large for the Event invocation type (limit "
                            + $"{Quotas.AsynchronousPayload} bytes)",
                        413
                    );
                functions.Version(function, qualifier);
                later.Add(call.RequestId, function.Name, qualifier, input.Payload, call.Trace);
                return new(202, [], null, null, null);
            case null or "RequestResponse":
                var (result, version) = await invoker
                    .InvokeAsync(function, qualifier, input.Payload, call.RequestId, call.Trace)
                    .ConfigureAwait(false);
                return new(
                    200,
                    result.Payload,
                    result.FunctionError,
                    version.Version,
                    input.LogType == "Tail" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(result.LogTail)) : null
                );
            default:
                throw FunctionStore.Invalid(
                    $"Value '{input.InvocationType}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum "
                        + $"value set: [RequestResponse, Event, DryRun]"
                );
        }
    }
}
