using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Worker;

/// <summary>Describes an exception in the format of Lambda's runtime for .NET.</summary>
static class Failure
{
    const int MostInner = 10;

    public static byte[] Describe(Exception exception) => JsonSerializer.SerializeToUtf8Bytes(ToJson(Unwrap(exception), 0));

    static Exception Unwrap(Exception exception) =>
        exception is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && exception.InnerException is { } inner
            ? Unwrap(inner)
            : exception;

    static JsonObject ToJson(Exception exception, int depth)
    {
        var made = new JsonObject
        {
            ["errorType"] = exception.GetType().Name,
            ["errorMessage"] = exception.Message,
            ["stackTrace"] = new JsonArray([
                .. (exception.StackTrace ?? "")
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Where(line => !line.Contains("Classroom.Worker.", StringComparison.Ordinal))
                    .Select(line => (JsonNode)line),
            ]),
        };
        if (exception.InnerException is { } inner && depth < MostInner)
            made["cause"] = ToJson(inner, depth + 1);
        return made;
    }
}
