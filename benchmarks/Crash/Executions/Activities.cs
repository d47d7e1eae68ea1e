namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>
/// Executions whose task is done by an activity worker. A task that was handed out and not answered is handed out again after its
/// heartbeat.
/// </summary>
sealed class Activities(Scene scene, Kind working) : ExecutionWriter(scene, "Activities", "work", [working])
{
    const string Activity = "crash-work";
    const int MostOpen = 10;

    static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(400);

    public static Kind Working { get; } =
        new(
            "crash-activities",
            $$"""
            {
              "StartAt": "Work",
              "States": {
                "Work": {
                  "Type": "Task", "Resource": "{{Scene.Arn(
                "states",
                $"activity:{Activity}"
            )}}", "HeartbeatSeconds": 3, "TimeoutSeconds": 600,
                  "Retry": [
                    { "ErrorEquals": [ "States.ALL" ], "IntervalSeconds": 1, "MaxAttempts": 99, "BackoffRate": 1 }
                  ],
                  "End": true
                }
              }
            }
            """
        )
        {
            Input = random => Awkward.Object(random, 2, 50),
            Ends = Ending.Success,
            Enters = _ => ["Work"],
        };

    public override async Task PrepareAsync()
    {
        await MadeAsync(States("CreateActivity", new { name = Activity }));
        await base.PrepareAsync();
    }

    public override Task StepAsync() => Random.Next(2) == 0 && Open.Count < MostOpen ? StartAsync(Kinds[0]) : AdvanceAsync();

    /// <summary>Takes one task and answers it with its input, so that repeated work gives the same result.</summary>
    protected override async Task AdvanceAsync()
    {
        if (Open.Count == 0)
            return;
        var input = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { activityArn = Scene.Arn("states", $"activity:{Activity}") });
        var poll = await Client.SendAsync(
            new("states GetActivityTask", "states", HttpMethod.Post, "/", input, "application/x-amz-json-1.0")
            {
                Headers = [("X-Amz-Target", "AWSStepFunctions.GetActivityTask")],
                Longest = LongestPoll,
            }
        );
        if (poll.TimedOut || !IsAcknowledged(poll) || (string?)poll.Json["taskToken"] is not { } token)
            return;
        var reply = await States("SendTaskSuccess", new { taskToken = token, output = (string)poll.Json["input"]! });
        IsAcknowledged(reply, "TaskTimedOut", "TaskDoesNotExist", "InvalidToken");
    }
}
