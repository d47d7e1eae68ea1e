using System.Text.RegularExpressions;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions.Timelines;
using Classroom.Cloud.Logs;

namespace Classroom.Cli.Executions;

/// <summary>
/// Adds to a step what only the function's log knows: that the call was a cold start, and what the function said before it failed.
/// </summary>
sealed partial class FunctionLog(AwsClient aws, DateTimeOffset began)
{
    /// <summary>Below this duration a call was no cold start.</summary>
    static readonly TimeSpan ShortestColdStart = TimeSpan.FromMilliseconds(100);

    static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    const int MostLines = 2;

    public async Task<Step> ReadAsync(Step step)
    {
        var hasFailed = step.Outcome == StepOutcome.Bad;
        if (step.Function is not { } function || (!hasFailed && !(step.Took > ShortestColdStart)))
            return step;
        var lines = await LinesAsync(function, began + step.At - Tolerance, began + step.Until + Tolerance).ConfigureAwait(false);
        var init = lines.Select(line => InitDuration().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        var said = hasFailed ? lines.Where(line => !IsRuntimeLine().IsMatch(line)).TakeLast(MostLines).Select(Said) : [];
        return step with
        {
            ColdStart = init is null ? null : $"cold start {TimelineView.Seconds(TimeSpan.FromMilliseconds(Number(init)))}",
            Below = [.. step.Below, .. said],
        };
    }

    async Task<List<string>> LinesAsync(string function, DateTimeOffset from, DateTimeOffset to)
    {
        try
        {
            var page = await aws.Operation<FilterLogEvents>()
                .CallAsync(
                    new(
                        LogGroupName: $"/aws/lambda/{function}",
                        StartTime: from.ToUnixTimeMilliseconds(),
                        EndTime: to.ToUnixTimeMilliseconds()
                    )
                )
                .ConfigureAwait(false);
            return [.. page.Events.Select(line => line.Message)];
        }
        catch (AwsError)
        {
            // A log is an addition: without it, or without the right to read it, the history still says what happened.
            return [];
        }
    }

    /// <summary>A structured line is JSON, of which the first line of the message is for readers.</summary>
    static string Said(string line)
    {
        var text =
            Facts.Parse(line) is System.Text.Json.Nodes.JsonObject json && (json["message"] ?? json["msg"]) is { } message
                ? message.ToString()
                : line;
        return $"log: {text.Trim().Split('\n')[0].TrimEnd()}";
    }

    static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?:Init Duration: |"initDurationMs":)([0-9.]+)""")]
    private static partial Regex InitDuration();

    [GeneratedRegex("""^(START|END|REPORT|INIT_START) |"type":\s*"platform\.""")]
    private static partial Regex IsRuntimeLine();
}
