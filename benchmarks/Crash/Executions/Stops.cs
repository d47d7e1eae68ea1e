using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>Executions that wait for an hour, across all kills, until they are stopped. An acknowledged stop must be permanent.</summary>
sealed class Stops(Scene scene, Kind sleeping) : ExecutionWriter(scene, "Stops", "stop", [sleeping])
{
    const int MostOpen = 15;

    public static Kind Sleeping { get; } =
        new(
            "crash-sleeping",
            """
            { "StartAt": "Sleep", "States": { "Sleep": { "Type": "Wait", "Seconds": 86400, "End": true } } }
            """
        )
        {
            Input = random => Awkward.Object(random, 3, 100),
            Ends = _ => null,
            Enters = _ => ["Sleep"],
        };

    public override Task StepAsync() => Random.Next(2) == 0 && Open.Count < MostOpen ? StartAsync(Kinds[0]) : AdvanceAsync();

    protected override async Task AdvanceAsync()
    {
        foreach (var started in Open.Where(started => started is { Answer: not null, IsAnswered: false }).ToList())
            await StopAsync(started);
        var waiting = Open.Where(started => started is { Answer: null, IsAcknowledged: true }).ToList();
        if (waiting.Count > MostOpen / 2)
            await StopAsync(waiting[Random.Next(waiting.Count)]);
    }

    async Task StopAsync(Started started)
    {
        var isFirst = started.Answer is null;
        started.Answer ??= JsonValue.Create($"Own.{Random.Next(1000)}");
        started.Ending = new("ABORTED", Error: (string)started.Answer!);
        var reply = await States(
            "StopExecution",
            new
            {
                executionArn = started.Arn,
                error = (string)started.Answer!,
                cause = Awkward.Text(Random, 200),
            }
        );
        // If the call is repeated, the first call may already have stopped the execution.
        started.IsAnswered = IsAcknowledged(reply, isFirst ? [] : ["ExecutionDoesNotExist", "ValidationException"]);
        if (!started.IsAnswered && isFirst)
            (started.Answer, started.Ending) = (null, null);
    }
}
