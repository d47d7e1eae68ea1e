using System.Text.Json;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway;

/// <summary>
/// The pages /_classroom/students/{name}/freeze and /stop, where the instructor freezes (PUT) and thaws (DELETE) a student, and ends
/// everything that runs (POST). GET /_classroom/students lists the frozen students. They use basic authentication with the root's keys.
/// </summary>
sealed class StudentPage(Freezes freezes, IEnumerable<IStoppable> running, RootAccess root) : IPage
{
    const string Path = "/_classroom/students";

    const int LongestReason = 200;

    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    sealed record Order(string? Reason = null);

    public bool Owns(HttpContext context) => context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        if (!await root.IsAskingAsync(context, "students").ConfigureAwait(false))
            return;
        var parts = context.Request.Path.Value![Path.Length..].Trim('/').Split('/');
        await (
            (context.Request.Method, parts) switch
            {
                ("GET", [""]) => context.Response.WriteAsJsonAsync(freezes.All, Json),
                ("PUT", [var name, "freeze"]) => FreezeAsync(context, new(name)),
                ("DELETE", [var name, "freeze"]) => ThawAsync(context, new(name)),
                ("POST", [var name, "stop"]) => StopAsync(context, new(name)),
                _ => RootAccess.SayAsync(
                    context,
                    404,
                    $"There are GET {Path}, PUT and DELETE {Path}/<name>/freeze, and POST {Path}/<name>/stop"
                ),
            }
        ).ConfigureAwait(false);
    }

    async Task FreezeAsync(HttpContext context, Owner student)
    {
        string? reason;
        try
        {
            reason = (await JsonSerializer.DeserializeAsync<Order>(context.Request.Body, Json).ConfigureAwait(false))?.Reason;
        }
        catch (JsonException exception)
        {
            await RootAccess.SayAsync(context, 400, $"The body is a JSON object with a reason: {exception.Message}").ConfigureAwait(false);
            return;
        }
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason || reason.Any(char.IsControl))
        {
            await RootAccess
                .SayAsync(context, 400, $"The reason must be a text of 1 to {LongestReason} characters in one line")
                .ConfigureAwait(false);
            return;
        }
        await freezes.PutAsync(student, reason).ConfigureAwait(false);
        context.Response.StatusCode = 204;
    }

    async Task ThawAsync(HttpContext context, Owner student)
    {
        if (await freezes.RemoveAsync(student).ConfigureAwait(false))
            context.Response.StatusCode = 204;
        else
            await RootAccess.SayAsync(context, 404, $"{student} is not frozen").ConfigureAwait(false);
    }

    async Task StopAsync(HttpContext context, Owner student)
    {
        var stopped = new Dictionary<string, int>();
        foreach (var work in running)
            stopped[work.What] = await work.StopAsync(student).ConfigureAwait(false);
        await context.Response.WriteAsJsonAsync(stopped, Json).ConfigureAwait(false);
    }
}
