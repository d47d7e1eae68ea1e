using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Languages;
using Classroom.Languages.EventPatterns;

namespace Classroom.Cloud.Sns;

/// <summary>The attributes of subscriptions and their allowed values.</summary>
static class SubscriptionAttributes
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly HashSet<string> Known =
    [
        "DeliveryPolicy",
        "FilterPolicy",
        "FilterPolicyScope",
        "RawMessageDelivery",
        "RedrivePolicy",
        "SubscriptionRoleArn",
        "ReplayPolicy",
    ];

    /// <param name="scope">The attribute FilterPolicyScope that the subscription has or gets.</param>
    /// <param name="isNew">Whether the attribute is part of a new subscription; then AWS adds a word to its messages.</param>
    public static void Check(string name, string value, string? scope, bool isNew = false)
    {
        var reason = isNew ? "Attributes Reason: " : "";
        if (!Known.Contains(name))
            throw SnsService.Invalid("AttributeName");
        if (name == "FilterPolicyScope" && value is not ("MessageAttributes" or "MessageBody"))
            throw SnsService.Invalid($"{reason}{name}: Invalid value [{value}]. Please use either MessageBody or MessageAttributes");
        if (name == "RawMessageDelivery" && !bool.TryParse(value, out _))
            throw SnsService.Invalid($"{reason}{name}: Invalid value [{value}]. Must be true or false.");
        if (name is not ("RedrivePolicy" or "FilterPolicy") || value.Length == 0)
            return;
        var text = value;
        try
        {
            // SNS repeats a policy without its blanks.
            text = StrictJson.Parse(value, LanguageLimits.FilterPolicy)?.ToJsonString(Plain) ?? "null";
            if (name == "FilterPolicy")
                FilterPolicy.Check(text);
            else if (DeadLettersIn(value)?.Split(':').Length is not 6)
                throw SnsService.Invalid($"{reason}RedrivePolicy: deadLetterTargetArn is an invalid arn");
        }
        catch (LanguageException mistake)
        {
            throw SnsService.Invalid($"{reason}{name}: {PatternMessage.WithSourceOfJson(mistake, text)}");
        }
        if (name == "FilterPolicy" && scope != "MessageBody" && FilterPolicy.IsNested(value))
            throw SnsService.Invalid($"{reason}Filter policy scope MessageAttributes does not support nested filter policy");
    }

    /// <summary>The dead letters of a FIFO queue that is subscribed to a FIFO topic go to a FIFO queue.</summary>
    public static void CheckDeadLetters(string? policy, Topic? topic, string? endpoint)
    {
        static bool IsFifo(string? arn) => arn?.EndsWith(".fifo", StringComparison.Ordinal) == true;
        if (string.IsNullOrEmpty(policy) || topic?.IsFifo != true || !IsFifo(endpoint))
            return;
        if (!IsFifo(DeadLettersIn(policy)))
            throw SnsService.Invalid("RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
    }

    /// <summary>The value as it is stored.</summary>
    public static string Kept(string name, string value) => name == "RawMessageDelivery" ? value.ToLowerInvariant() : value;

    static string? DeadLettersIn(string policy) =>
        (StrictJson.Parse(policy, LanguageLimits.FilterPolicy) as JsonObject)?["deadLetterTargetArn"].AsText();
}
