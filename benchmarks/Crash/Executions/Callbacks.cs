using System.Text.Json.Nodes;
using Classroom.Benchmarks.Crash.Queues;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>Executions that wait for a task token: they must continue after an acknowledged SendTaskSuccess, and only then.</summary>
sealed class Callbacks(Scene scene, Kind waiting) : ExecutionWriter(scene, "Callback tasks", "call", [waiting])
{
    const string Queue = "crash-tokens";
    const int MostOpen = 20;

    public static Kind Waiting(Scene scene) =>
        new(
            "crash-callback",
            $$"""
            {
              "StartAt": "Ask",
              "States": {
                "Ask": {
                  "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                  "Parameters": {
                    "QueueUrl": "{{scene.QueueUrl(Queue)}}", "MessageBody": { "token.$": "$$.Task.Token", "name.$": "$$.Execution.Name" }
                  },
                  "Next": "Done"
                },
                "Done": { "Type": "Pass", "End": true }
              }
            }
            """
        )
        {
            Input = random => Awkward.Object(random, 2, 50),
            Ends = _ => null,
            Enters = _ => ["Ask", "Done"],
        };

    public override async Task PrepareAsync()
    {
        await MadeAsync(Client.JsonAsync("sqs", "CreateQueue", new { QueueName = Queue, Attributes = new { VisibilityTimeout = "2" } }));
        await base.PrepareAsync();
    }

    public override Task StepAsync() => Random.Next(2) == 0 && Open.Count < MostOpen ? StartAsync(Kinds[0]) : AdvanceAsync();

    /// <summary>Takes tokens from the queue, and answers some of them.</summary>
    protected override async Task AdvanceAsync()
    {
        await TakeAsync();
        foreach (var started in Open.Where(started => started.Token is not null).ToList())
        {
            // If the reply to an answer was lost, the same answer is sent again. Other tokens are answered later, possibly after several
            // kills.
            var isAgain = started.Answer is not null && !started.IsAnswered;
            if (isAgain || (started.Answer is null && Random.Next(3) == 0))
                await AnswerAsync(started);
        }
    }

    async Task TakeAsync()
    {
        var page = await Client.JsonAsync("sqs", "ReceiveMessage", new { QueueUrl = Scene.QueueUrl(Queue), MaxNumberOfMessages = 10 });
        if (!IsAcknowledged(page))
            return;
        foreach (var message in ReceivedMessage.Of(page.Json))
        {
            var body = JsonNode.Parse(message.Text)!;
            if (Open.FirstOrDefault(started => started.Name == (string)body["name"]!) is { } started)
                started.Token ??= (string)body["token"]!;
            IsAcknowledged(
                await Client.JsonAsync("sqs", "DeleteMessage", new { QueueUrl = Scene.QueueUrl(Queue), ReceiptHandle = message.Receipt })
            );
        }
    }

    async Task AnswerAsync(Started started)
    {
        var isFirst = started.Answer is null;
        started.Answer ??= Awkward.Object(Random, 3, 100);
        var reply = await States(
            "SendTaskSuccess",
            new { taskToken = started.Token, output = started.Answer.ToJsonString(Formats.Pretty) }
        );
        // The reply to the first attempt was lost, so that attempt may have been accepted.
        started.Ending = Ending.Success(started.Answer);
        started.IsAnswered = IsAcknowledged(reply, isFirst ? [] : ["TaskTimedOut", "InvalidToken", "TaskDoesNotExist"]);
        if (!started.IsAnswered && isFirst)
            (started.Answer, started.Ending) = (null, null);
    }
}
