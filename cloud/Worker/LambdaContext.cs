using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.Lambda.Core;

namespace Classroom.Worker;

/// <summary>The context of an invocation, as the handler receives it.</summary>
sealed class LambdaContext(FunctionCall call, InvocationOutput output) : ILambdaContext
{
    static readonly bool IsJson = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT") == "JSON";

    public string AwsRequestId => call.RequestId;

    public IClientContext ClientContext => null!;

    public string FunctionName => Variable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => Variable("AWS_LAMBDA_FUNCTION_VERSION");

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => call.FunctionArn;

    public ILambdaLogger Logger => new ContextLogger(this, output);

    public string LogGroupName => Variable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => Variable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB => int.Parse(Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture);

    public TimeSpan RemainingTime => call.Deadline - TimeProvider.System.GetUtcNow();

    /// <summary>Formats a log line in the log format of the function.</summary>
    public string Format(string level, string message, IReadOnlyList<(string Name, object? Value)>? arguments = null)
    {
        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (!IsJson)
            return $"{time}\t{call.RequestId}\t{level}\t{message}";
        var line = new JsonObject
        {
            ["timestamp"] = time,
            ["level"] = Title(level),
            ["requestId"] = call.RequestId,
            ["traceId"] = call.TraceId,
            ["message"] = message,
        };
        foreach (var (name, value) in arguments ?? [])
            line.TryAdd(name, value is null ? null : JsonValue.Create(value.ToString()));
        return line.ToJsonString(Relaxed);
    }

    static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    static string Title(string level) =>
        level switch
        {
            "info" => "Information",
            "warn" => "Warning",
            "fail" or "error" => "Error",
            "dbug" => "Debug",
            "trce" => "Trace",
            "crit" => "Critical",
            _ => level,
        };

    static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}

/// <summary>Writes the lines that the function's log level lets through.</summary>
sealed partial class ContextLogger(LambdaContext context, InvocationOutput output) : ILambdaLogger
{
    static readonly LogLevel Least = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL")?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    public void Log(string message) => Write(LogLevel.Information, message, []);

    public void LogLine(string message) => Write(LogLevel.Information, message, []);

    public void Log(string level, string message) => Write(Parse(level), message, []);

    public void Log(string level, string message, params object[] args) => Write(Parse(level), message, args);

    public void Log(string level, Exception exception, string message, params object[] args) =>
        Write(Parse(level), $"{message}\n{exception}", args);

    void Write(LogLevel level, string message, object[] args)
    {
        if (level < Least)
            return;
        var named = new List<(string, object?)>();
        var next = 0;
        var text =
            args.Length == 0
                ? message
                : Placeholder()
                    .Replace(
                        message,
                        match =>
                        {
                            if (next >= args.Length)
                                return match.Value;
                            var value = args[next++];
                            named.Add((match.Groups[1].Value, value));
                            return value?.ToString() ?? "null";
                        }
                    );
        output.WriteLine(context.Format(Short(level), text, named));
    }

    static LogLevel Parse(string level) => Enum.TryParse<LogLevel>(level, ignoreCase: true, out var parsed) ? parsed : LogLevel.Information;

    static string Short(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            LogLevel.Critical => "crit",
            _ => "info",
        };

    [GeneratedRegex(@"\{@?([A-Za-z0-9_]+)(?:[,:][^}]*)?\}")]
    private static partial Regex Placeholder();
}
