using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

/// <summary>Where a resource comes from, as far as the cloud tells: when it was made, and with which tags.</summary>
sealed record Origin(DateTimeOffset? Created, JsonObject? Tags)
{
    // Some services tell whole seconds.
    static readonly TimeSpan Granularity = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether it is what a command had begun to make: not older than that, and with the same tags. A name alone proves nothing.
    /// </summary>
    public bool IsOf(ResourceState pending) =>
        (Created is not { } created || created >= pending.Created - Granularity)
        && (Tags is not { } tags || JsonNode.DeepEquals(Sorted(tags), Sorted(pending.Inputs.Map("tags"))));

    /// <summary>IAM's answers.</summary>
    public static Origin Of(XElement answer) =>
        new(
            AwsClient.Text(answer, "CreateDate") is { } text
                ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : null,
            Provider.Tags.Of(answer)
        );

    /// <summary>A moment as services write it in JSON: seconds or an ISO text.</summary>
    public static DateTimeOffset? Moment(JsonNode? value) =>
        value switch
        {
            JsonValue number when number.TryGetValue<double>(out var seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
            JsonValue text
                when DateTimeOffset.TryParse((string?)text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
                moment,
            _ => null,
        };

    static JsonObject Sorted(JsonObject tags) =>
        new(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.DeepClone())));
}
