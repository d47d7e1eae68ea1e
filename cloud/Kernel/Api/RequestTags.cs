using System.Collections.Concurrent;
using System.Reflection;

namespace Classroom.Cloud.Api;

/// <summary>
/// The tags of a request as condition keys (aws:RequestTag, aws:TagKeys). Every input with tags has them in a member Tags.
/// </summary>
static class RequestTags
{
    static readonly ConcurrentDictionary<Type, PropertyInfo?> Members = new();

    public static IEnumerable<Permission> Add(IEnumerable<Permission> needs, object input)
    {
        var tags = Members.GetOrAdd(input.GetType(), static type => type.GetProperty("Tags"))?.GetValue(input) switch
        {
            IEnumerable<Tag> list => [.. list],
            IReadOnlyDictionary<string, string> map => map.Select(tag => new Tag(tag.Key, tag.Value)).ToList(),
            _ => (List<Tag>)[],
        };
        return tags.Count == 0
            ? needs
            : needs.Select(need =>
                tags.Aggregate(need, (known, tag) => known.With($"aws:RequestTag/{tag.Key}", tag.Value).With("aws:TagKeys", tag.Key))
            );
    }
}
