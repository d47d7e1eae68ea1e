using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>The Lambda Runtime API for workers. Each worker has its own path, which contains a secret id.</summary>
sealed class RuntimeApi(WorkerHost host) : IPage
{
    public const string Prefix = "/_classroom/runtime/";

    static readonly byte[] TooLarge = JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["errorType"] = "Function.ResponseSizeTooLarge",
            ["errorMessage"] = $"Response payload size exceeded maximum allowed payload size ({Quotas.LargestAnswer} bytes).",
        }
    );

    public bool Owns(HttpContext context) => context.Request.Path.Value?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var parts = path[Prefix.Length..].Split('/');
        if (host.Find(parts[0]) is not { } worker)
        {
            context.Response.StatusCode = 403;
            return;
        }
        var aborted = context.RequestAborted;
        try
        {
            switch (parts[1..])
            {
                case ["assignment"]:
                    var assignment = Encoding.UTF8.GetBytes(await worker.Assignment(aborted).ConfigureAwait(false));
                    context.Response.ContentLength = assignment.Length;
                    await context.Response.Body.WriteAsync(assignment, aborted).ConfigureAwait(false);
                    break;
                case ["2018-06-01", "runtime", "invocation", "next"]:
                    await NextAsync(context, worker).ConfigureAwait(false);
                    break;
                case ["2018-06-01", "runtime", "invocation", var id, "response"]:
                    var answer = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
                    if (answer.Length > Quotas.LargestAnswer)
                    {
                        context.Response.StatusCode = 413;
                        await worker.Pool!.AnswerAsync(worker, id, TooLarge, "Unhandled").ConfigureAwait(false);
                        break;
                    }
                    context.Response.StatusCode = 202;
                    await worker.Pool!.AnswerAsync(worker, id, answer, null).ConfigureAwait(false);
                    break;
                case ["2018-06-01", "runtime", "invocation", var id, "error"]:
                    var error = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
                    context.Response.StatusCode = 202;
                    await worker.Pool!.AnswerAsync(worker, id, error, "Unhandled").ConfigureAwait(false);
                    break;
                case ["2018-06-01", "runtime", "init", "error"]:
                    var reason = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
                    context.Response.StatusCode = 202;
                    worker.Pool?.InitFailed(worker, reason);
                    break;
                default:
                    context.Response.StatusCode = 404;
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // The worker has closed the connection.
        }
        catch (System.Threading.Channels.ChannelClosedException)
        {
            context.Response.StatusCode = 410;
        }
    }

    static async Task NextAsync(HttpContext context, WorkerProcess worker)
    {
        worker.Pool!.Ready(worker);
        var invocation = await worker.NextAsync(context.RequestAborted).ConfigureAwait(false);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = HeaderText.Printable(invocation.TraceHeader);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload, context.RequestAborted).ConfigureAwait(false);
    }
}
