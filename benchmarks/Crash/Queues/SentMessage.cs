using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>What is known of a message.</summary>
enum Place
{
    /// <summary>Whether it was sent is not known.</summary>
    MaybeThere,

    There,

    /// <summary>Whether it was deleted is not known.</summary>
    MaybeGone,

    Gone,
}

/// <summary>A message that a writer sent.</summary>
sealed class SentMessage(string id, string body)
{
    public string Id => id;

    public string Body => body;

    public Place Place { get; set; } = Place.MaybeThere;

    /// <summary>The service's id of it; a second one means that the message was kept twice.</summary>
    public string? MessageId { get; set; }

    long received;

    public string? Receipt
    {
        get;
        set
        {
            field = value;
            received = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>
    /// Whether the message may have been received again since: a delete with its receipt is then acknowledged, and deletes nothing.
    /// </summary>
    public bool HasOldReceipt => Stopwatch.GetElapsedTime(received) > TimeSpan.FromSeconds(QueueWriter.Hidden - 0.5);

    /// <summary>How often it was received, as far as that was acknowledged.</summary>
    public int Receives { get; set; }

    public DateTimeOffset Sent { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>A body that begins with the message's id, so that it is known again whatever else is in it.</summary>
    public static SentMessage New(Random random, int number)
    {
        var id = $"m{number}";
        return new(id, $"{id}|{Awkward.Payload(random, Awkward.LargestPayload - 100)}");
    }

    public static string IdOf(string body) => body.Split('|', 2)[0];
}

/// <summary>A message as it was received.</summary>
sealed record ReceivedMessage(string Id, string Receipt, string Text, string? Group, int Receives)
{
    public static IReadOnlyList<ReceivedMessage> Of(JsonObject page) =>
        [
            .. (page["Messages"]?.AsArray() ?? []).Select(message => new ReceivedMessage(
                (string)message!["MessageId"]!,
                (string)message["ReceiptHandle"]!,
                (string)message["Body"]!,
                (string?)message["Attributes"]?["MessageGroupId"],
                int.Parse((string?)message["Attributes"]?["ApproximateReceiveCount"] ?? "0")
            )),
        ];
}
