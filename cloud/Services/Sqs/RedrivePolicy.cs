using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Sqs;

/// <summary>Parses {"deadLetterTargetArn": "arn…", "maxReceiveCount": 5}; the number may be a string.</summary>
static class RedrivePolicy
{
    /// <summary>Null if the text is not a valid policy.</summary>
    public static (string Arn, int Receives)? Parse(string text)
    {
        if (BoundedJson.TryParse(text) is not JsonObject policy || policy["deadLetterTargetArn"].AsText() is not { } arn)
            return null;
        var receives = policy["maxReceiveCount"] switch
        {
            JsonValue value when value.AsText() is { } digits => digits,
            JsonValue value => value.ToJsonString(),
            _ => "",
        };
        return int.TryParse(receives, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (arn, count) : null;
    }
}
