using System.Collections.Immutable;

namespace Classroom.Cloud.Api;

sealed record Tag(string Key, string Value);

/// <summary>Converts between the tags of a request or an answer (a list) and the tags of a stored resource (a map).</summary>
static class Tags
{
    public static ImmutableSortedDictionary<string, string> None { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Of(IEnumerable<Tag>? tags) => None.With(tags);

    public static ImmutableSortedDictionary<string, string> With(
        this ImmutableSortedDictionary<string, string> tags,
        IEnumerable<Tag>? more
    ) => tags.SetItems((more ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));

    public static IReadOnlyList<Tag> List(this ImmutableSortedDictionary<string, string> tags) =>
        [.. tags.Select(tag => new Tag(tag.Key, tag.Value))];
}
