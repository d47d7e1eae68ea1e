using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Classroom.Cli.Planning;

/// <summary>
/// Stands in a text of the plan for an output of a resource, which only the cloud knows. Its characters have no meaning in JSON, policies
/// or addresses, so that it passes through the program unchanged.
/// </summary>
static partial class Placeholder
{
    public static string Of(ResourceKey key, string output) => $"@{{{key}::{output}}}";

    /// <summary>The outputs that a value refers to.</summary>
    public static IEnumerable<(ResourceKey Resource, string Output)> In(JsonNode? value) =>
        value switch
        {
            JsonObject map => map.SelectMany(pair => In(pair.Value)),
            JsonArray list => list.SelectMany(In),
            JsonValue text when text.TryGetValue<string>(out var content) => In(content),
            _ => [],
        };

    /// <summary>The value with its placeholders filled in.</summary>
    /// <param name="known">The text of an output; null leaves the placeholder as it is.</param>
    public static JsonNode? Fill(JsonNode? value, Func<ResourceKey, string, string?> known) =>
        value switch
        {
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value, known)))),
            JsonArray list => new JsonArray([.. list.Select(item => Fill(item, known))]),
            JsonValue text when text.TryGetValue<string>(out var content) => Fill(content, known),
            _ => value?.DeepClone(),
        };

    public static string Fill(string text, Func<ResourceKey, string, string?> known) =>
        text.Contains("@{", StringComparison.Ordinal)
            ? Pattern()
                .Replace(
                    text,
                    match => known(new(match.Groups["type"].Value, match.Groups["name"].Value), match.Groups["output"].Value) ?? match.Value
                )
            : text;

    static IEnumerable<(ResourceKey, string)> In(string text) =>
        text.Contains("@{", StringComparison.Ordinal)
            ? Pattern()
                .Matches(text)
                .Select(match => (new ResourceKey(match.Groups["type"].Value, match.Groups["name"].Value), match.Groups["output"].Value))
            : [];

    [GeneratedRegex(@"@\{(?<type>[^{}]+?)::(?<name>[^{}]+?)::(?<output>\w+)\}")]
    private static partial Regex Pattern();
}
