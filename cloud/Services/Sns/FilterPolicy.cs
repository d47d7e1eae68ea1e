using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Classroom.Languages;
using Classroom.Languages.EventPatterns;

namespace Classroom.Cloud.Sns;

/// <summary>Filter policies of subscriptions: event patterns with further limits.</summary>
static class FilterPolicy
{
    const int MostKept = 10_000;
    const int MostKeys = 5;
    const int MostCombinations = 150;

    static readonly ConcurrentDictionary<string, EventPattern> Read = new(StringComparer.Ordinal);

    /// <summary>Parses a policy that was checked when it was set.</summary>
    public static EventPattern Parse(string text)
    {
        if (Read.TryGetValue(text, out var known))
            return known;
        var pattern = EventPattern.Parse(text, PatternDialect.FilterPolicy);
        if (Read.Count < MostKept)
            Read[text] = pattern;
        return pattern;
    }

    public static bool IsNested(string text) =>
        StrictJson.Parse(text, LanguageLimits.FilterPolicy) is JsonObject { Count: > 0 } && Parse(text).IsNested;

    /// <summary>Checks a policy; an empty object removes the policy.</summary>
    public static void Check(string text)
    {
        if (StrictJson.Parse(text, LanguageLimits.FilterPolicy) is JsonObject { Count: 0 })
            return;
        var pattern = EventPattern.Parse(text, PatternDialect.FilterPolicy);
        if (pattern.Keys > MostKeys)
            throw new LanguageException($"Filter policy can not have more than {MostKeys} keys");
        if (pattern.Combinations > MostCombinations)
            throw new LanguageException("Filter policy is too complex");
    }
}
