using System.Collections.Immutable;
using Classroom.Access;

namespace Classroom.Cloud.Authorization;

/// <summary>
/// Says in a denial which boundary or tag a request lacks. AWS's message says nothing of conditions, and students look for the mistake in
/// their policies then.
/// </summary>
static class MissingParts
{
    const string Tag = "aws:RequestTag/";

    /// <summary>The end of the message; empty unless only boundaries and tags are missing.</summary>
    public static string Explain(ImmutableArray<UnmetCondition> unmet)
    {
        var sentences = unmet.Select(Describe).ToList();
        return sentences.Count == 0 || sentences.Contains(null)
            ? ""
            : $". A policy allows it for a request with {string.Join(", and with ", sentences)}.";
    }

    static string? Describe(UnmetCondition condition) =>
        condition.Key switch
        {
            "iam:PermissionsBoundary" => $"the permissions boundary {Values(condition.Wanted)} ({Given(condition)})",
            "aws:TagKeys" => $"no other tags than {Values(condition.Wanted)} ({Given(condition)})",
            _ when condition.Key.StartsWith(Tag, StringComparison.OrdinalIgnoreCase) =>
                $"the tag {condition.Key[Tag.Length..]}={Values(condition.Wanted)} ({Given(condition)})",
            _ => null,
        };

    static string Given(UnmetCondition condition) =>
        condition.Given.IsEmpty ? "the request has none" : $"the request has {Values(condition.Given)}";

    static string Values(ImmutableArray<string> values) => string.Join(" or ", values);
}
