using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam.Sts;

/// <summary>The tags of a new session of a role: those of the request, and the transitive tags of the session that asks for it.</summary>
sealed record SessionTags(ImmutableSortedDictionary<string, string> All, ImmutableArray<string> Transitive)
{
    /// <summary>STS compares the keys without regard to case.</summary>
    static readonly StringComparer Keys = StringComparer.OrdinalIgnoreCase;

    public static SessionTags Of(IReadOnlyList<Tag>? tags, IReadOnlyList<string>? transitive, Caller caller)
    {
        var asked = tags ?? [];
        if (asked.DistinctBy(tag => tag.Key, Keys).Count() < asked.Count)
            throw Invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        var passed = transitive ?? [];
        if (passed.Any(key => !asked.Any(tag => Keys.Equals(tag.Key, key))))
            throw Invalid("The specified transitive tag key must be included in the requested tags.");
        if (asked.Any(tag => caller.TransitiveTags.Contains(tag.Key, Keys)))
            throw Invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling "
                    + "session."
            );
        return new(
            asked
                .Select(tag => KeyValuePair.Create(tag.Key, tag.Value))
                .Concat(caller.Tags.Where(tag => caller.TransitiveTags.Contains(tag.Key, Keys)))
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. passed, .. caller.TransitiveTags]
        );
    }

    static AwsException Invalid(string message) => new("InvalidParameterValue", message);
}
