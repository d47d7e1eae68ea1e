using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Sqs;

/// <summary>{"deadLetterTargetArn": "arn…", "maxReceiveCount": 5}; the number may be written as a text.</summary>
static class RedrivePolicy
{
    /// <summary>Null where the text is none.</summary>
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
