using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Terminal;

/// <summary>How two values of an input differ, in few lines: only the members that differ, not the whole documents.</summary>
static class DifferenceText
{
    const int LongestValue = 120;
    const int MostLines = 12;

    static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Lines such as "timeout: 30 -> 60", one for each member that differs.</summary>
    public static IReadOnlyList<string> Of(string input, JsonNode? made, JsonNode? actual)
    {
        var lines = Differences(input, Opened(made), Opened(actual)).ToList();
        return lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), $"… {lines.Count - MostLines} more differences in {input}"];
    }

    static IEnumerable<string> Differences(string path, JsonNode? made, JsonNode? actual)
    {
        if (JsonNode.DeepEquals(made, actual))
            return [];
        if (made is JsonObject one && actual is JsonObject other)
            return one.Select(member => member.Key)
                .Union(other.Select(member => member.Key))
                .SelectMany(name => Differences($"{path}.{name}", one[name], other[name]));
        if (made is JsonArray first && actual is JsonArray second && first.Count == second.Count)
            return Enumerable.Range(0, first.Count).SelectMany(index => Differences($"{path}[{index}]", first[index], second[index]));
        return [$"{path}: {Text(made)} -> {Text(actual)}"];
    }

    /// <summary>A JSON document in a text is compared member by member.</summary>
    static JsonNode? Opened(JsonNode? value)
    {
        if (value is not JsonValue text || !text.TryGetValue<string>(out var document) || document is not ['{' or '[', ..])
            return value;
        try
        {
            return JsonNode.Parse(document);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    static string Text(JsonNode? value)
    {
        var text = value?.ToJsonString(Readable) ?? "nothing";
        return text.Length <= LongestValue ? text : $"{text[..(LongestValue - 1)]}…";
    }
}
