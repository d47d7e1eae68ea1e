using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway;
using Classroom.Languages;

namespace Classroom.Cloud.S3;

/// <summary>The policy of a form: until when it may be sent, and conditions for its fields. All fields must have a condition.</summary>
sealed class PostPolicy
{
    const string Equal = "eq";
    const string StartsWith = "starts-with";
    const string Length = "content-length-range";

    /// <summary>The fields that are no headers of the object.</summary>
    static readonly HashSet<string> OfForm = new(StringComparer.OrdinalIgnoreCase)
    {
        "bucket",
        "key",
        "policy",
        "redirect",
        "signature",
        "AWSAccessKeyId",
        "success_action_redirect",
        "success_action_status",
        "tagging",
        "x-amz-algorithm",
        "x-amz-credential",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-signature",
    };

    /// <summary>The fields that need no condition.</summary>
    static readonly HashSet<string> Free = new(StringComparer.OrdinalIgnoreCase)
    {
        "AWSAccessKeyId",
        "policy",
        "signature",
        "x-amz-signature",
    };

    readonly DateTimeOffset expiration;
    readonly List<string[]> conditions = [];

    PostPolicy(JsonObject document)
    {
        expiration = DateTimeOffset.TryParse(
            document["expiration"].AsText(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : throw Invalid("Policy missing expiration.");
        foreach (var condition in document["conditions"] as JsonArray ?? throw Invalid("Policy missing conditions."))
            conditions.Add(ConditionOf(condition));
    }

    /// <summary>Whether a field is about the form and its signature, and not a header of the object.</summary>
    public static bool IsOfForm(string field) => OfForm.Contains(field) || IsIgnored(field);

    /// <param name="text">The policy in base 64, as the form has it.</param>
    public static PostPolicy Read(string text)
    {
        var bytes = new byte[text.Length];
        return
            Convert.TryFromBase64String(text, bytes, out var length)
            && BoundedJson.TryParse(Encoding.UTF8.GetString(bytes, 0, length)) is JsonObject document
            ? new(document)
            : throw Invalid("Invalid JSON.");
    }

    /// <param name="key">The key of the object, with the name of the file.</param>
    public void Check(FormUpload form, string key, string bucket, int size, DateTimeOffset now)
    {
        if (expiration < now)
            throw Denied("Policy expired.");
        string? ValueOf(string field) =>
            field.ToUpperInvariant() switch
            {
                "KEY" => key,
                "BUCKET" => bucket,
                _ => form.Value(field),
            };
        foreach (var condition in conditions)
        {
            if (condition is [Length, var least, var most])
                CheckLength(condition, least, most, size);
            else if (!Holds(condition, ValueOf))
                throw Failed(condition);
        }
        var named = conditions.Select(condition => condition[1].TrimStart('$')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var extra = form.Fields.Select(field => field.Key).Append("bucket").Where(field => !Free.Contains(field) && !IsIgnored(field));
        if (extra.FirstOrDefault(field => !named.Contains(field)) is { } unnamed)
            throw Denied($"Extra input fields: {unnamed}");
    }

    static bool Holds(string[] condition, Func<string, string?> valueOf) =>
        condition is [var kind, ['$', .. var field], var expected]
        && valueOf(field) is { } given
        && (kind == Equal ? given == expected : given.StartsWith(expected, StringComparison.Ordinal));

    static void CheckLength(string[] condition, string least, string most, int size)
    {
        if (
            !long.TryParse(least, CultureInfo.InvariantCulture, out var min)
            || !long.TryParse(most, CultureInfo.InvariantCulture, out var max)
        )
            throw Failed(condition);
        if (size > max)
            throw OfSize("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", size, "MaxSizeAllowed", max);
        if (size < min)
            throw OfSize("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", size, "MinSizeAllowed", min);
    }

    /// <summary>{"bucket": "a"} is short for ["eq", "$bucket", "a"].</summary>
    static string[] ConditionOf(JsonNode? condition)
    {
        switch (condition)
        {
            case JsonObject { Count: 1 } pair:
                return [Equal, $"${pair.First().Key}", TextOf(pair.First().Value)];
            case JsonObject:
                throw Invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
            case JsonArray { Count: 3 } parts:
                string[] texts = [.. parts.Select(TextOf)];
                texts[0] = texts[0].ToLowerInvariant();
                return texts[0] is Equal or StartsWith or Length
                    ? texts
                    : throw Invalid($"Invalid Condition: unknown operation '{texts[0]}'.");
            default:
                throw Invalid("Invalid Condition: a condition is an object, or a list of three.");
        }
    }

    static string TextOf(JsonNode? value) => value.AsText() ?? value?.ToJsonString() ?? "";

    static bool IsIgnored(string field) => field.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase);

    static AwsException Invalid(string what) => new("InvalidPolicyDocument", $"Invalid Policy: {what}");

    static AwsException Denied(string what) => new("AccessDenied", $"Invalid according to Policy: {what}", 403);

    static AwsException Failed(string[] condition) =>
        Denied($"Policy Condition failed: [{string.Join(", ", condition.Select(part => $"\"{part}\""))}]");

    static AwsException OfSize(string code, string message, long size, string limitName, long limit) =>
        new(code, message)
        {
            Details = new Dictionary<string, object>
            {
                ["ProposedSize"] = size.ToString(CultureInfo.InvariantCulture),
                [limitName] = limit.ToString(CultureInfo.InvariantCulture),
            },
        };
}
