using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Sqs;

/// <summary>The attributes of queues and their allowed values.</summary>
static partial class QueueAttributes
{
    static readonly Dictionary<string, (int Least, int Most)> Numbers = new()
    {
        ["VisibilityTimeout"] = (0, 43_200),
        ["DelaySeconds"] = (0, 900),
        ["MaximumMessageSize"] = (1024, 1_048_576),
        ["MessageRetentionPeriod"] = (60, 1_209_600),
        ["ReceiveMessageWaitTimeSeconds"] = (0, 20),
        ["KmsDataKeyReusePeriodSeconds"] = (60, 86_400),
    };

    static readonly string[] Texts =
    [
        "Policy",
        "RedrivePolicy",
        "RedriveAllowPolicy",
        "KmsMasterKeyId",
        "SqsManagedSseEnabled",
        "FifoQueue",
        "ContentBasedDeduplication",
        "DeduplicationScope",
        "FifoThroughputLimit",
    ];

    static readonly string[] ReadOnly =
    [
        "QueueArn",
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
        "CreatedTimestamp",
        "LastModifiedTimestamp",
    ];

    public static bool IsKnown(string name) => Numbers.ContainsKey(name) || Texts.Contains(name) || ReadOnly.Contains(name);

    public static ImmutableSortedDictionary<string, string> Check(
        string queue,
        IReadOnlyDictionary<string, string> attributes,
        QueueStore queues
    )
    {
        if (!Names().IsMatch(queue))
            throw QueueStore.Invalid(
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
            );
        var isFifo = queue.EndsWith(".fifo", StringComparison.Ordinal);
        if (attributes.TryGetValue("FifoQueue", out var fifo) && fifo == "true" != isFifo)
            throw QueueStore.Invalid(
                "InvalidParameterValue",
                "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo "
                    + "suffix and be 1 to 80 in length."
            );
        foreach (var (name, value) in attributes)
            CheckOne(name, value, queues, isFifo);
        return attributes.Where(attribute => attribute.Value.Length > 0).ToImmutableSortedDictionary();
    }

    public static bool IsSame(Queue queue, KeyValuePair<string, string> attribute) =>
        queue.Attributes.GetValueOrDefault(attribute.Key) is { } value
            ? value == attribute.Value
            : DefaultOf(attribute.Key) == attribute.Value;

    public static Dictionary<string, string> Describe(Queue queue, QueueStore queues)
    {
        var (visible, inFlight, delayed, _) = queues.ContentOf(queue).Count();
        string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        var all = new Dictionary<string, string>
        {
            ["QueueArn"] = queues.ArnOf(queue.Name),
            ["ApproximateNumberOfMessages"] = Text(visible),
            ["ApproximateNumberOfMessagesNotVisible"] = Text(inFlight),
            ["ApproximateNumberOfMessagesDelayed"] = Text(delayed),
            ["CreatedTimestamp"] = Text(queue.Created.ToUnixTimeSeconds()),
            ["LastModifiedTimestamp"] = Text(queue.Modified.ToUnixTimeSeconds()),
            ["VisibilityTimeout"] = Text(queue.VisibilityTimeout),
            ["DelaySeconds"] = Text(queue.DelaySeconds),
            ["MaximumMessageSize"] = Text(queue.LargestMessage),
            ["MessageRetentionPeriod"] = Text(queue.RetentionSeconds),
            ["ReceiveMessageWaitTimeSeconds"] = Text(queue.WaitSeconds),
            ["SqsManagedSseEnabled"] = queue.Attributes.ContainsKey("KmsMasterKeyId") ? "false" : "true",
        };
        if (queue.IsFifo)
        {
            (all["FifoQueue"], all["ContentBasedDeduplication"], all["DeduplicationScope"], all["FifoThroughputLimit"]) = (
                "true",
                "false",
                "queue",
                "perQueue"
            );
        }
        foreach (var (name, value) in queue.Attributes)
            all[name] = value;
        return all;
    }

    static string? DefaultOf(string name) =>
        name switch
        {
            "VisibilityTimeout" => "30",
            "DelaySeconds" or "ReceiveMessageWaitTimeSeconds" => "0",
            "MaximumMessageSize" => "1048576",
            "MessageRetentionPeriod" => "345600",
            "SqsManagedSseEnabled" => "true",
            "ContentBasedDeduplication" => "false",
            _ => null,
        };

    static void CheckOne(string name, string value, QueueStore queues, bool isFifo)
    {
        if (Numbers.TryGetValue(name, out var limits))
        {
            if (
                !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < limits.Least
                || number > limits.Most
            )
                throw QueueStore.Invalid("InvalidAttributeValue", $"Invalid value for the parameter {name}.");
            return;
        }
        if (!Texts.Contains(name))
            throw QueueStore.Invalid("InvalidAttributeName", $"Unknown Attribute {name}.");
        if (value.Length == 0)
            return;
        if (name == "Policy")
            Policies.Check(value, "InvalidAttributeValue");
        if (name == "RedrivePolicy")
            CheckRedrive(value, queues, isFifo);
    }

    static void CheckRedrive(string text, QueueStore queues, bool isFifo)
    {
        var (arn, receives) = RedrivePolicy.Parse(text) ?? throw Wrong(text, "Redrive policy is not a valid JSON map.");
        if (receives is < 1 or > 1000)
            throw Wrong(text, $"Invalid value for maxReceiveCount: {receives}");
        var target = queues.ByArn(arn) ?? throw Wrong(text, "Dead letter target does not exist.");
        if (target.IsFifo != isFifo)
            throw Wrong(text, "Dead-letter queue must be same type of queue as the source.");
    }

    static AwsException Wrong(string text, string reason) =>
        QueueStore.Invalid("InvalidParameterValue", $"Value {text} for parameter RedrivePolicy is invalid. Reason: {reason}");

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$|^[A-Za-z0-9_-]{1,75}\\.fifo$")]
    private static partial Regex Names();
}
