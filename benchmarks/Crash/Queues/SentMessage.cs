using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Queues;

/// <summary>Where a message is, as far as the writer knows.</summary>
enum Place
{
    /// <summary>The reply to the send was lost.</summary>
    MaybeThere,

    There,

    /// <summary>The reply to the delete was lost.</summary>
    MaybeGone,

    Gone,
}

/// <summary>A message that a writer sent.</summary>
sealed class SentMessage(string id, string body)
{
    public string Id => id;

    public string Body => body;

    public Place Place { get; set; } = Place.MaybeThere;

    /// <summary>The message id of the service. A second id means that the message was stored twice.</summary>
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
    /// Whether the message may have been received again since: then a delete with its receipt handle is acknowledged but deletes nothing.
    /// </summary>
    public bool HasOldReceipt => Stopwatch.GetElapsedTime(received) > TimeSpan.FromSeconds(QueueWriter.Hidden - 0.5);

    /// <summary>
    /// Whether a send was acknowledged. A message whose send was lost may not exist, and sending it again would create it.
    /// </summary>
    public bool WasSent { get; set; }

    /// <summary>The number of acknowledged receives.</summary>
    public int Receives { get; set; }

    public DateTimeOffset Sent { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Creates a body that begins with the id of the message, so that the message can be recognized.</summary>
    public static SentMessage New(Random random, int number)
    {
        var id = $"m{number}";
        return new(id, $"{id}|{Awkward.Payload(random, Awkward.LargestPayload - 100)}");
    }

    public static string IdOf(string body) => body.Split('|', 2)[0];
}

/// <summary>A received message.</summary>
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
