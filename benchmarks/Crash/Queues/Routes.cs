using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>A way on which a message reaches a queue without being sent to it directly.</summary>
interface IRoute
{
    string Name { get; }

    string Queue { get; }

    Task PrepareAsync(AwsClient client, Scene scene);

    /// <summary>Publishes a text under an id.</summary>
    Task<Reply> PublishAsync(AwsClient client, string id, string text);

    /// <summary>Reads id and text from the message that arrived.</summary>
    (string Id, string Text) Read(string body);

    string NextText(Random random);
}

/// <summary>SNS to SQS, with or without the envelope.</summary>
sealed class TopicRoute(bool isRaw) : IRoute
{
    string Topic => isRaw ? "crash-raw" : "crash-wrapped";

    public string Name => isRaw ? "SNS raw" : "SNS";

    public string Queue => $"{Topic}-arrivals";

    public async Task PrepareAsync(AwsClient client, Scene scene)
    {
        await client.QueryAsync("sns", "CreateTopic", ("Name", Topic));
        await client.QueryAsync(
            "sns",
            "Subscribe",
            ("TopicArn", Scene.Arn("sns", Topic)),
            ("Protocol", "sqs"),
            ("Endpoint", Scene.Arn("sqs", Queue)),
            ("Attributes.entry.1.key", "RawMessageDelivery"),
            ("Attributes.entry.1.value", isRaw ? "true" : "false")
        );
        await Permissions.AllowAsync(client, scene, Queue, "sns.amazonaws.com");
    }

    public Task<Reply> PublishAsync(AwsClient client, string id, string text) =>
        client.QueryAsync("sns", "Publish", ("TopicArn", Scene.Arn("sns", Topic)), ("Message", $"{id}|{text}"));

    public (string Id, string Text) Read(string body)
    {
        var message = isRaw ? body : (string)JsonNode.Parse(body)!["Message"]!;
        return (SentMessage.IdOf(message), message[(message.IndexOf('|', StringComparison.Ordinal) + 1)..]);
    }

    public string NextText(Random random) => Awkward.Payload(random, 100_000);
}

/// <summary>EventBridge to SQS, through a rule.</summary>
sealed class RuleRoute : IRoute
{
    const string Bus = "crash-events";

    public string Name => "EventBridge";

    public string Queue => "crash-events-arrivals";

    public async Task PrepareAsync(AwsClient client, Scene scene)
    {
        await client.JsonAsync("events", "CreateEventBus", new { Name = Bus });
        const string pattern = """{ "source": [ "crash" ] }""";
        await client.JsonAsync(
            "events",
            "PutRule",
            new
            {
                Name = "arrivals",
                EventBusName = Bus,
                EventPattern = pattern,
            }
        );
        await client.JsonAsync(
            "events",
            "PutTargets",
            new
            {
                Rule = "arrivals",
                EventBusName = Bus,
                Targets = new[] { new { Id = "1", Arn = Scene.Arn("sqs", Queue) } },
            }
        );
        await Permissions.AllowAsync(client, scene, Queue, "events.amazonaws.com");
    }

    public async Task<Reply> PublishAsync(AwsClient client, string id, string text)
    {
        var detail = new JsonObject { ["id"] = id, ["text"] = text }.ToJsonString(Formats.Pretty);
        var reply = await client.JsonAsync(
            "events",
            "PutEvents",
            new
            {
                Entries = new[]
                {
                    new
                    {
                        Source = "crash",
                        DetailType = "test",
                        EventBusName = Bus,
                        Detail = detail,
                    },
                },
            }
        );
        // PutEvents succeeds even if its only entry failed.
        return reply.IsDone && (int)reply.Json["FailedEntryCount"]! > 0 ? reply with { Status = 500 } : reply;
    }

    public (string Id, string Text) Read(string body) =>
        JsonNode.Parse(body)!["detail"] is { } detail ? ((string)detail["id"]!, (string)detail["text"]!) : ("", "");

    public string NextText(Random random) => Awkward.Payload(random, 100_000);
}

/// <summary>An asynchronous invocation of a function, whose result is sent to a queue.</summary>
sealed class FunctionRoute : IRoute
{
    const string Function = "crash-later";

    public string Name => "Lambda asynchronous";

    public string Queue => "crash-later-arrivals";

    public async Task PrepareAsync(AwsClient client, Scene scene)
    {
        await Scenery.DeployAsync(client, Function, "Greeting.Validate");
        await client.RestAsync(
            "lambda",
            HttpMethod.Put,
            $"/2019-09-25/functions/{Function}/event-invoke-config",
            new { DestinationConfig = new { OnSuccess = new { Destination = Scene.Arn("sqs", Queue) } } }
        );
    }

    public Task<Reply> PublishAsync(AwsClient client, string id, string text) =>
        client.RestAsync(
            "lambda",
            HttpMethod.Post,
            $"/2015-03-31/functions/{Function}/invocations",
            new { name = id, text },
            ("X-Amz-Invocation-Type", "Event")
        );

    public (string Id, string Text) Read(string body)
    {
        var record = JsonNode.Parse(body)!;
        var (asked, answered) = (record["requestPayload"]!, record["responsePayload"]!);
        return (
            (string)asked["name"]!,
            (bool?)answered["validated"] == true ? (string)answered["text"]! : $"the function answered {answered.ToJsonString()}"
        );
    }

    public string NextText(Random random) => Awkward.Text(random, 300);
}

/// <summary>Allows a service to send to a queue.</summary>
static class Permissions
{
    public static async Task AllowAsync(AwsClient client, Scene scene, string queue, string service)
    {
        var policy = PolicyText.AllowService(service, "sqs:SendMessage", Scene.Arn("sqs", queue));
        var reply = await client.JsonAsync(
            "sqs",
            "SetQueueAttributes",
            new { QueueUrl = scene.QueueUrl(queue), Attributes = new { Policy = policy } }
        );
        if (!reply.IsDone)
            throw new InvalidOperationException($"The preparation failed: {reply}");
    }
}
