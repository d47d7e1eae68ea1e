using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>
/// Executions that fail because a topic is missing, and are redriven when the topic exists. They must continue from the failed state and
/// keep their history; states that succeeded must not run again.
/// </summary>
sealed class Redrives(Scene scene, Kind failing) : ExecutionWriter(scene, "Redrives", "redrive", [failing])
{
    const int MostOpen = 8;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(200);

    public static Kind Failing { get; } =
        new(
            "crash-redrives",
            """
            {
              "StartAt": "Before",
              "States": {
                "Before": { "Type": "Pass", "Next": "Get" },
                "Get": {
                  "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sns:getTopicAttributes", "Parameters": { "TopicArn.$": "$.topic" },
                  "ResultSelector": { "found": true }, "ResultPath": "$.got", "Next": "Done"
                },
                "Done": { "Type": "Pass", "OutputPath": "$.got", "End": true }
              }
            }
            """
        )
        {
            Input = random => new JsonObject
            {
                ["topic"] = Scene.Arn("sns", $"crash-redrive-{random.Next()}"),
                ["text"] = Awkward.Text(random, 100),
            },
            Ends = _ => null,
        };

    public override Task StepAsync() => Random.Next(2) == 0 && Open.Count < MostOpen ? StartAsync(Kinds[0]) : AdvanceAsync();

    protected override bool Pauses(Started started, string status) => started.Redrives == 0 && status == "FAILED";

    protected override async Task AdvanceAsync()
    {
        foreach (var started in Open.Where(started => started.IsAcknowledged && !started.IsAnswered).ToList())
        {
            var described = (await ReadAsync(States("DescribeExecution", new { executionArn = started.Arn }))).Json;
            // A redrive whose reply was lost may have happened.
            if (started.Answer is not null && (int)described["redriveCount"]! > 0)
                Redriven(started);
            else if ((string?)described["status"] == "FAILED")
                await RedriveAsync(started);
        }
    }

    async Task RedriveAsync(Started started)
    {
        if (!IsAcknowledged(await Client.QueryAsync("sns", "CreateTopic", ("Name", TopicOf(started).Split(':')[^1]))))
            return;
        started.Answer = true;
        if (IsAcknowledged(await States("RedriveExecution", new { executionArn = started.Arn })))
            Redriven(started);
        else
            started.Answer = null;
    }

    static void Redriven(Started started) =>
        (started.Redrives, started.IsAnswered, started.Ending) = (1, true, Ending.Success(new JsonObject { ["found"] = true }));

    protected override async Task CompareEndedAsync(Started started, JsonObject described)
    {
        IsAcknowledged(await Client.QueryAsync("sns", "DeleteTopic", ("TopicArn", TopicOf(started))));
        var count = (int?)described["redriveCount"];
        if (count != started.Redrives)
            Differ(Fault.Lost, $"the execution {started.Name} shows {count} redrives; {started.Redrives} were acknowledged");
    }

    static string TopicOf(Started started) => (string)JsonNode.Parse(started.Input)!["topic"]!;
}
