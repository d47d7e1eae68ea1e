using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Executions.Timelines;

/// <summary>JSON in a few words: the members that fit on a line, or what differs between two values.</summary>
static class Facts
{
    const int LongestText = 32;

    /// <summary>"orderId o-1, amount 99.99, items: 2": the members of an object; other values as they are.</summary>
    public static string Of(JsonNode? value) =>
        value switch
        {
            JsonObject { Count: 0 } => "{}",
            JsonObject map => string.Join(", ", map.Select(member => Member(member.Key, member.Value))),
            JsonArray list => Count(list),
            null => "null",
            _ => Short(value),
        };

    /// <summary>"+ isValid, validatedBy  ~ status": the members that were added, changed and removed. Empty if nothing differs.</summary>
    public static string Difference(JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return "";
        if (before is not JsonObject old || after is not JsonObject now || !now.Any(member => old.ContainsKey(member.Key)))
            return $"= {Of(after)}";
        var parts = new (string Sign, IEnumerable<string> Names)[]
        {
            ("+", now.Where(member => !old.ContainsKey(member.Key)).Select(member => member.Key)),
            (
                "~",
                now.Where(member => old.ContainsKey(member.Key) && !JsonNode.DeepEquals(member.Value, old[member.Key]))
                    .Select(member => member.Key)
            ),
            ("-", old.Where(member => !now.ContainsKey(member.Key)).Select(member => member.Key)),
        };
        return string.Join("  ", parts.Where(part => part.Names.Any()).Select(part => $"{part.Sign} {string.Join(", ", part.Names)}"));
    }

    /// <summary>Null if the text is not JSON.</summary>
    public static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Member(string name, JsonNode? value) =>
        value switch
        {
            JsonObject { Count: 0 } => $"{name} {{}}",
            JsonObject => $"{name} {{…}}",
            JsonArray list => $"{name}: {Count(list)}",
            null => $"{name} null",
            _ => $"{name} {Short(value)}",
        };

    static string Count(JsonArray list) => list.Count == 1 ? "1 item" : $"{list.Count} items";

    static string Short(JsonNode value)
    {
        var text = value.ToString().ReplaceLineEndings(" ");
        return text.Length > LongestText ? $"{text[..(LongestText - 1)]}…" : text;
    }
}
