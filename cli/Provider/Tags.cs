using System.Text.Json.Nodes;
using Classroom.Cloud.Api;

namespace Classroom.Cli.Provider;

/// <summary>The input `tags`, in the two forms that operations take: a map, and a list of keys and values.</summary>
static class Tags
{
    public static IReadOnlyDictionary<string, string> TagMap(this JsonObject inputs) =>
        inputs.TextMap("tags") ?? new Dictionary<string, string>();

    public static IReadOnlyList<Tag> TagList(this JsonObject inputs) => inputs.TagMap().AsList();

    public static IReadOnlyList<Tag> AsList(this IReadOnlyDictionary<string, string> tags) =>
        [.. tags.Select(tag => new Tag(tag.Key, tag.Value))];

    public static JsonObject Json(IEnumerable<Tag>? tags) =>
        new((tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));

    public static JsonObject Json(IReadOnlyDictionary<string, string>? tags) =>
        new((tags ?? new Dictionary<string, string>()).Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));

    /// <summary>Removes the tags that the program no longer sets, and sets the tags that are new or have another value.</summary>
    public static async Task ChangeAsync(
        JsonObject before,
        JsonObject after,
        Func<IReadOnlyList<string>, Task> remove,
        Func<IReadOnlyDictionary<string, string>, Task> set
    )
    {
        var (old, wanted) = (before.TagMap(), after.TagMap());
        var gone = old.Keys.Where(key => !wanted.ContainsKey(key)).ToList();
        var changed = wanted.Where(tag => old.GetValueOrDefault(tag.Key) != tag.Value).ToDictionary(StringComparer.Ordinal);
        if (gone.Count > 0)
            await remove(gone).ConfigureAwait(false);
        if (changed.Count > 0)
            await set(changed).ConfigureAwait(false);
    }
}
