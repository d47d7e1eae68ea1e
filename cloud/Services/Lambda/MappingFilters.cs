using System.Text.Json.Nodes;
using Classroom.Languages;
using Classroom.Languages.EventPatterns;

namespace Classroom.Cloud.Lambda;

/// <summary>
/// The filters of an event source mapping: a record is sent to the function if one filter matches or there are no filters.
/// </summary>
static class MappingFilters
{
    const int Most = 10;

    public static IEnumerable<string> Check(MappingView.FilterView? criteria)
    {
        var patterns = (criteria?.Filters ?? []).Select(filter => filter.Pattern ?? "").ToList();
        if (patterns.Count > Most)
            throw FunctionStore.Invalid($"FilterCriteria has {patterns.Count} filters; at most {Most} are allowed.");
        foreach (var pattern in patterns.Where(pattern => !IsEmpty(pattern)))
            Parse(pattern);
        return patterns;
    }

    public static bool Accept(IReadOnlyCollection<string> patterns, JsonNode record) =>
        patterns.Count == 0 || patterns.Any(pattern => IsEmpty(pattern) || Parse(pattern).Matches(record));

    static EventPattern Parse(string pattern)
    {
        try
        {
            return EventPattern.Parse(pattern, PatternDialect.EventSourceMapping);
        }
        catch (LanguageException)
        {
            throw FunctionStore.Invalid("Invalid filter pattern definition.");
        }
    }

    static bool IsEmpty(string pattern) => pattern.Length == 0 || BoundedJson.TryParse(pattern) is JsonObject { Count: 0 };
}
