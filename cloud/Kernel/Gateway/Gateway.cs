using System.Diagnostics;
using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway.Limits;
using Classroom.Cloud.Gateway.Signatures;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway;

/// <summary>Handles a request to an AWS API: reads and authenticates it, runs the operation, and writes the answer.</summary>
sealed class AwsGateway(
    Resolver resolver,
    Authenticator authenticator,
    Dispatcher dispatcher,
    RequestIds ids,
    Lazy<IFunctions> functions,
    RequestLog log,
    IEnumerable<ICrossOrigin> crossOrigin,
    RequestLimits limits,
    SignInLimits signIns,
    TimeProvider clock
)
{
    /// <summary>Larger inputs are not held for the audit log.</summary>
    const int LargestAudited = 64 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var call = new HandledCall(ids.Next(), clock.GetUtcNow())
        {
            SourceIp = context.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "127.0.0.1",
            UserAgent = context.Request.Headers.UserAgent is { Count: > 0 } agent ? agent.ToString() : null,
        };
        WireAnswer? answer;
        try
        {
            answer = await AnswerAsync(context, call).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            call.Error = exception;
            answer = Errors(call.Target, exception, call.RequestId);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A bug of the cloud: the caller receives AWS's InternalFailure, and the log receives the stack trace.
            log.Failed(call.Target, call.RequestId, exception);
            call.Error = new(
                "InternalFailure",
                $"The request processing has failed because of an unknown error, exception or failure. The log shows the details under "
                    + $"{call.RequestId}.",
                500
            );
            answer = Errors(call.Target, call.Error, call.RequestId);
        }
        if (answer is null)
            await BrowserRequest.RefuseAsync(context, call.Error!.Message).ConfigureAwait(false);
        else
            await WriteAsync(context, answer, call.Target, call.RequestId).ConfigureAwait(false);
        (call.Status, call.Took) = (context.Response.StatusCode, Stopwatch.GetElapsedTime(began));
        log.Handled(call);
    }

    /// <summary>The answer; null if the request of a foreign page is refused with the sentence in the call's error.</summary>
    async Task<WireAnswer?> AnswerAsync(HttpContext context, HandledCall call)
    {
        limits.CheckAddress(context);
        var body = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
        var request = WireRequest.Of(context, body);
        var target = resolver.Resolve(request);
        call.Target = target;
        if (target.Service is { } known && body.Length > known.LargestBody)
            throw RequestBody.TooLarge(known.LargestBody);
        var page = BrowserRequest.OriginOf(context.Request);
        var rules = crossOrigin.FirstOrDefault(rules => target.Service is { } service && rules.IsFor(service));
        if (page != PageOrigin.None && Refuse(rules, page, request, target) is { } sentence)
        {
            call.Error = new("ForeignPage", sentence, StatusCodes.Status403Forbidden);
            return null;
        }
        if (rules is not null)
        {
            if (rules.Preflight(request, target) is { } preflight)
                return preflight;
            BrowserRequest.Isolate(context);
            foreach (var (name, value) in rules.Admit(request, target) ?? [])
                context.Response.Headers.Append(name, HeaderText.Printable(value));
        }
        (var caller, var signature, var secret) = await SignInAsync(context, request, call).ConfigureAwait(false);
        call.Caller = caller;
        limits.CheckKey(target.Service, context.Connection.RemoteIpAddress, caller.AccessKeyId);
        return await RunAsync(context, ChunkedBody.Unwrap(request, signature, secret), call).ConfigureAwait(false);
    }

    /// <summary>Finds the caller. Repeated failures of one address are answered late, and then not at all for a time.</summary>
    async Task<(Caller Caller, RequestSignature? Signature, string? Secret)> SignInAsync(
        HttpContext context,
        WireRequest request,
        HandledCall call
    )
    {
        var target = call.Target!;
        var address = context.Connection.RemoteIpAddress;
        var key = limits.AppliesTo(address) ? Resolver.CredentialOf(request)?.AccessKeyId : null;
        if (key is not null)
            signIns.Check(target.Service, address!, key);
        try
        {
            var found = authenticator.Authenticate(request, target.Service);
            if (key is not null)
                signIns.Succeeded(address!, key);
            return found;
        }
        catch (AwsException)
        {
            call.ClaimedKey = Resolver.CredentialOf(request)?.AccessKeyId;
            if (key is not null)
                await signIns.FailedAsync(address!, key, context.RequestAborted).ConfigureAwait(false);
            throw;
        }
    }

    static string? Refuse(ICrossOrigin? rules, PageOrigin page, WireRequest request, Target target)
    {
        if (rules is null)
            return BrowserRequest.RefusalByApi(page, request);
        return page != PageOrigin.Foreign || rules.Preflight(request, target) is not null || rules.Admit(request, target) is not null
            ? null
            : $"{BrowserRequest.ForeignPage}The CORS rules of the bucket do not allow this page and method.";
    }

    async Task<WireAnswer> RunAsync(HttpContext context, WireRequest request, HandledCall handled)
    {
        var (target, caller) = (handled.Target!, handled.Caller!);
        var asked = target.OperationName ?? $"{request.Method} {request.RawPath}";
        if (target.Operation is null)
            log.Unknown(target.Service, asked);
        if (target.Service is not { } service)
            throw NotHere.Service(target.Foreign, asked);
        if (target.Operation is null)
            throw NotHere.Operation(service, target.OperationName, request, asked);
        var operation = target.Operation;
        if (caller.Principal.Kind == PrincipalKind.Anonymous && !service.TakesUnsigned(operation.Name))
            throw new SignatureErrors(service).Missing();
        var input =
            target.Protocol.Read(operation, request, target.Route) ?? throw new AwsException(service.ValidationError, "The input is null");
        if (request.Body.Length <= LargestAudited)
            handled.Input = input;
        var call = new Call(caller, handled.RequestId, handled.At)
        {
            Checked = handled.Resources,
            Aborted = context.RequestAborted,
            SourceIp = handled.SourceIp,
            IsSecure = context.Request.IsHttps,
            UserAgent = handled.UserAgent,
            // What a function sends carries on the trace of its invocation, also if its SDK does not send the header.
            Trace = caller.AccessKeyId is { } key ? functions.Value.TraceOf(key) ?? request.Header("X-Amzn-Trace-Id") : null,
        };
        return target.Protocol.Write(operation, await dispatcher.RunAsync(operation, input, call).ConfigureAwait(false), handled.RequestId);
    }

    static WireAnswer Errors(Target? target, AwsException exception, string requestId) =>
        (target?.Protocol ?? new Protocols.JsonProtocol()).WriteError(target?.Service, exception, requestId);

    static async Task WriteAsync(HttpContext context, WireAnswer answer, Target? target, string requestId)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.ContentType is { } type)
            response.ContentType = HeaderText.Printable(type);
        response.Headers[target?.Service?.RequestIdHeader ?? "x-amzn-RequestId"] = requestId;
        foreach (var (name, value) in answer.Headers)
            response.Headers.Append(name, HeaderText.Printable(value));
        var isHead = context.Request.Method == "HEAD";
        if (!isHead)
            response.ContentLength = answer.Body.Length;
        if (answer.Body.Length > 0 && !isHead)
            await response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }
}

/// <summary>Reads the whole body of a request.</summary>
static class RequestBody
{
    /// <summary>The greatest accepted body: enough for a function package in base 64.</summary>
    public const int Largest = 128 * 1024 * 1024;

    const int LargestStart = 1024 * 1024;

    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0)
            return [];
        if (request.ContentLength > Largest)
            throw TooLarge(Largest);
        // Content-Length may be wrong, so memory is allocated as the body arrives.
        using var stream = new MemoryStream((int)Math.Min(request.ContentLength ?? 4096, LargestStart));
        try
        {
            await request.Body.CopyToAsync(stream, request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            throw exception.StatusCode == 413
                ? TooLarge(Largest)
                : new AwsException("IncompleteBody", "The request body could not be read", exception.StatusCode);
        }
        return stream.Length == stream.Capacity ? stream.GetBuffer() : stream.ToArray();
    }

    public static AwsException TooLarge(int largest) =>
        new("RequestEntityTooLargeException", $"Request must be smaller than {largest} bytes", 413);
}
