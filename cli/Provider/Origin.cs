using System.Globalization;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

/// <summary>When a resource was made, and with which tags, as far as the cloud knows.</summary>
sealed record Origin(DateTimeOffset? Created, JsonObject? Tags)
{
    // Some services tell whole seconds.
    static readonly TimeSpan Granularity = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the resource is the one that a command had begun to make: not older than the command's own record, and with the same
    /// tags. Equal names alone prove nothing.
    /// </summary>
    public bool IsOf(ResourceState pending) =>
        (Created is not { } created || created >= pending.Created - Granularity)
        && (Tags is not { } tags || JsonNode.DeepEquals(Sorted(tags), Sorted(pending.Inputs.Map("tags"))));

    /// <summary>A time that a service writes as text.</summary>
    public static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    static JsonObject Sorted(JsonObject tags) =>
        new(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.DeepClone())));
}
