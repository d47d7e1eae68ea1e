using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>Writes the log of an invocation: START, the output of the function, END and REPORT.</summary>
sealed class InvocationLog(ILogs writer, IRoles roles, TimeProvider clock)
{
    const int LongestTail = 4096;

    /// <summary>Writes the log, and returns its last kilobytes.</summary>
    public string Write(FunctionPool pool, WorkerProcess? worker, Invocation invocation, TimeSpan took, string? note)
    {
        var function = pool.Function;
        var now = clock.GetUtcNow();
        var lines = new List<string>();
        List<string> printed;
        lock (invocation.Lines)
            printed = [.. invocation.Lines.Select(line => line.Replace('\r', '\n'))];
        var init = worker?.InitDuration;
        if (worker is not null)
            worker.InitDuration = null;
        if (function.Logging.LogFormat == "JSON")
            WriteJson(lines, function, invocation, printed, now, took, init, note);
        else
            WriteText(lines, function, worker, invocation, printed, now, took, init, note);
        var time = now.ToUnixTimeMilliseconds();
        if (roles.ActAs(function.Role, function.Name) is { } role)
            writer.Write(
                role,
                function.LogGroup,
                worker?.LogStream is { Length: > 0 } stream ? stream : $"{now:yyyy/MM/dd}/[{function.Version}]start",
                [.. lines.Select(line => new LogEvent(time, line, time))]
            );
        var text = string.Concat(lines.Select(line => line.EndsWith('\n') ? line : $"{line}\n"));
        return text.Length > LongestTail ? text[^LongestTail..] : text;
    }

    static void WriteText(
        List<string> lines,
        FunctionVersion function,
        WorkerProcess? worker,
        Invocation invocation,
        List<string> printed,
        DateTimeOffset now,
        TimeSpan took,
        TimeSpan? init,
        string? note
    )
    {
        lines.Add($"START RequestId: {invocation.RequestId} Version: {function.Version}\n");
        lines.AddRange(printed.Select(line => line + "\n"));
        if (note is not null)
            lines.Add($"{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {invocation.RequestId} {note}\n");
        lines.Add($"END RequestId: {invocation.RequestId}\n");
        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"REPORT RequestId: {invocation.RequestId}\tDuration: {took.TotalMilliseconds:0.00} ms\tBilled Duration: "
                + $"{Math.Ceiling(took.TotalMilliseconds):0} ms\tMemory Size: {function.MemorySize} MB\tMax Memory Used: "
                + $"{(worker?.Usage.Memory ?? 0) / 1048576} MB\t"
        );
        if (init is { } duration)
            report += string.Create(CultureInfo.InvariantCulture, $"Init Duration: {duration.TotalMilliseconds:0.00} ms\t");
        lines.Add(report + "\n");
    }

    static void WriteJson(
        List<string> lines,
        FunctionVersion function,
        Invocation invocation,
        List<string> printed,
        DateTimeOffset now,
        TimeSpan took,
        TimeSpan? init,
        string? note
    )
    {
        var time = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var system = function.Logging.SystemLogLevel is null or "INFO" or "DEBUG";
        string Platform(string type, JsonObject record) =>
            new JsonObject
            {
                ["time"] = time,
                ["type"] = type,
                ["record"] = record,
            }.ToJsonString();
        if (system)
            lines.Add(Platform("platform.start", new() { ["requestId"] = invocation.RequestId, ["version"] = function.Version }));
        lines.AddRange(printed);
        if (!system && note is null)
            return;
        var metrics = new JsonObject
        {
            ["durationMs"] = Math.Round(took.TotalMilliseconds, 3),
            ["billedDurationMs"] = Math.Ceiling(took.TotalMilliseconds),
            ["memorySizeMB"] = function.MemorySize,
        };
        if (init is { } duration)
            metrics["initDurationMs"] = Math.Round(duration.TotalMilliseconds, 3);
        lines.Add(
            Platform(
                "platform.report",
                new()
                {
                    ["requestId"] = invocation.RequestId,
                    ["metrics"] = metrics,
                    ["status"] = note is null ? "success" : "timeout",
                }
            )
        );
    }
}
