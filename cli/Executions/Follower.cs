using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Invocation;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Executions;

/// <summary>Follows an execution until its end.</summary>
sealed class Follower(CommandContext context, StudentView view)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>AWS allows few calls a second for the whole class.</summary>
    static readonly TimeSpan PauseOnAws = TimeSpan.FromSeconds(1);

    /// <param name="printer">Prints each step; null to print nothing.</param>
    public async Task<JsonObject> FollowAsync(string execution, ExecutionPrinter? printer, CancellationToken cancelled)
    {
        var shown = 0;
        var hinted = false;
        while (true)
        {
            var described = await view.Aws.Operation<DescribeExecution>().CallForJsonAsync(new(execution)).ConfigureAwait(false);
            if (printer is not null || !hinted)
            {
                var events = await view.EventsAsync(execution).ConfigureAwait(false);
                if (printer is not null)
                    await printer.AddAsync(events.Skip(shown)).ConfigureAwait(false);
                shown = events.Count;
                hinted = hinted || HintAtAnswer(events, (string?)described["status"] == "RUNNING");
            }
            if ((string?)described["status"] != "RUNNING")
                return described;
            await Task.Delay(view.IsOnAws ? PauseOnAws : Pause, context.Clock, cancelled).ConfigureAwait(false);
        }
    }

    bool HintAtAnswer(List<JsonObject> events, bool isRunning)
    {
        if (
            !isRunning
            || events.Count == 0
            || HistoryEvent.OfHistory(events[^1]) is not { Type: "TaskSubmitted" } last
            || last["resource"]?.EndsWith(".waitForTaskToken", StringComparison.Ordinal) != true
        )
            return false;
        if (AnswersItself(events[0]))
            return true;
        context.Line($"[yellow]The execution waits for an answer:[/] ./classroom answer --student {view.Student} --succeed");
        return true;
    }

    /// <summary>An input of the orders lab can tell the function to answer the task itself.</summary>
    static bool AnswersItself(JsonObject started) =>
        HistoryEvent.OfHistory(started)["input"]?.Contains("\"answer\"", StringComparison.Ordinal) == true;

    /// <summary>Runs an Express workflow. It has no history to follow; the call returns when the execution ends.</summary>
    public static Task<JsonObject> RunExpressAsync(AwsClient aws, string machine, string input) =>
        aws.Operation<StartSyncExecution>().CallForJsonAsync(new(machine, Data: input));
}
