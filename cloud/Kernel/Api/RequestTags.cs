using System.Collections.Concurrent;
using System.Reflection;

namespace Classroom.Cloud.Api;

/// <summary>
/// The tags of a request as condition keys (aws:RequestTag, aws:TagKeys). Every input with tags has them in a member Tags; every input
/// that removes tags has their keys in a member TagKeys, or in a list of texts Tags.
/// </summary>
static class RequestTags
{
    static readonly ConcurrentDictionary<Type, PropertyInfo?> Members = new();

    public static IEnumerable<Permission> Add(IEnumerable<Permission> needs, object input)
    {
        var tags = Members
            .GetOrAdd(input.GetType(), static type => type.GetProperty("Tags") ?? type.GetProperty("TagKeys"))
            ?.GetValue(input) switch
        {
            IEnumerable<Tag> list => [.. list.Select(tag => (tag.Key, (string?)tag.Value))],
            IReadOnlyDictionary<string, string> map => map.Select(tag => (tag.Key, (string?)tag.Value)).ToList(),
            IEnumerable<string> keys => keys.Select(key => (key, (string?)null)).ToList(),
            _ => (List<(string Key, string? Value)>)[],
        };
        return tags.Count == 0 ? needs : needs.Select(need => IsAboutTags(need) ? With(need, tags) : need);
    }

    /// <summary>The tags belong to the operation's own action and to the action that sets tags, but not to iam:PassRole.</summary>
    static bool IsAboutTags(Permission need) => need.Action is null || need.Action.Contains(":Tag", StringComparison.Ordinal);

    static Permission With(Permission need, IEnumerable<(string Key, string? Value)> tags) =>
        tags.Aggregate(need, (known, tag) => known.With($"aws:RequestTag/{tag.Key}", tag.Value).With("aws:TagKeys", tag.Key));
}
