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

    const string OwnEncryption = "SqsManagedSseEnabled";

    static readonly string[] Flags = ["FifoQueue", "ContentBasedDeduplication", OwnEncryption];

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

    /// <summary>Checks the name and the attributes of a new queue.</summary>
    public static ImmutableSortedDictionary<string, string> CheckNew(
        string queue,
        IReadOnlyDictionary<string, string> attributes,
        QueueStore queues
    )
    {
        var isFifo = IsTrue(attributes.GetValueOrDefault("FifoQueue"));
        if (isFifo && !FifoNames().IsMatch(queue))
            throw SqsErrors.InvalidValue(
                "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo "
                    + "suffix and be 1 to 80 in length."
            );
        if (!isFifo && !Names().IsMatch(queue))
            throw SqsErrors.InvalidValue("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        return Check(attributes, queues, isFifo);
    }

    /// <summary>Checks attributes to be set; those with an empty value are left out of the result.</summary>
    public static ImmutableSortedDictionary<string, string> Check(
        IReadOnlyDictionary<string, string> attributes,
        QueueStore queues,
        bool isFifo
    )
    {
        foreach (var (name, value) in attributes)
            CheckOne(name, value, queues, isFifo);
        if (!string.IsNullOrEmpty(attributes.GetValueOrDefault("KmsMasterKeyId")) && IsTrue(attributes.GetValueOrDefault(OwnEncryption)))
            throw SqsErrors.Of(
                "InvalidAttributeName",
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE."
            );
        var kept = attributes
            .Where(attribute => attribute.Value.Length > 0)
            .ToImmutableSortedDictionary(
                attribute => attribute.Key,
                attribute => Flags.Contains(attribute.Key) ? attribute.Value.ToLowerInvariant() : attribute.Value
            );
        // A key ends the encryption with keys of SQS, also after the key is taken away again.
        return kept.ContainsKey("KmsMasterKeyId") ? kept.SetItem(OwnEncryption, "false") : kept;
    }

    public static bool IsSame(Queue queue, KeyValuePair<string, string> attribute) =>
        queue.Attributes.GetValueOrDefault(attribute.Key) is { } value
            ? value == attribute.Value || attribute.Key == "FifoQueue"
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
            [OwnEncryption] = "true",
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
        if (!queue.Attributes.ContainsKey("KmsMasterKeyId"))
            all.Remove("KmsDataKeyReusePeriodSeconds");
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
                throw SqsErrors.Of("InvalidAttributeValue", $"Invalid value for the parameter {name}.");
            return;
        }
        if (!Texts.Contains(name) || (!isFifo && name is "FifoQueue" or "ContentBasedDeduplication"))
            throw SqsErrors.Of("InvalidAttributeName", $"Unknown Attribute {name}.");
        if (!isFifo && name is "DeduplicationScope" or "FifoThroughputLimit")
            throw SqsErrors.Of("InvalidAttributeName", $"You can specify the {name} only when FifoQueue is set to true.");
        if (value.Length == 0)
            return;
        if (name == "FifoQueue" && !IsTrue(value))
            throw SqsErrors.Of(
                "InvalidAttributeValue",
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported."
            );
        if (Flags.Contains(name) && !bool.TryParse(value, out _))
            throw SqsErrors.Of("InvalidAttributeValue", $"Invalid value for the parameter {name}.");
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

    static AwsException Wrong(string text, string reason) => SqsErrors.InvalidValue(text, "RedrivePolicy", reason);

    static bool IsTrue(string? value) => bool.TryParse(value, out var flag) && flag;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex Names();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,75}\\.fifo$")]
    private static partial Regex FifoNames();
}
