using System.Globalization;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

/// <summary>Inputs read, and written as the services want them.</summary>
static class Reading
{
    public static string Text(this JsonObject inputs, string name) => (string)inputs[name]!;

    public static string? Maybe(this JsonObject inputs, string name) => (string?)inputs[name];

    public static JsonObject Map(this JsonObject inputs, string name) => inputs[name] as JsonObject ?? [];

    /// <summary>A number or a flag as text.</summary>
    public static string? Plain(this JsonObject inputs, string name) =>
        inputs[name] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "true" : "false",
            JsonValue value when value.TryGetValue<double>(out var number) => number.ToString(CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };

    public static JsonNode? Copy(this JsonObject inputs, string name) => inputs[name]?.DeepClone();

    /// <summary>Names of members begin with capitals in most services, and the names in a map stay as they are.</summary>
    public static JsonNode? Capitalized(this JsonObject inputs, string name, params string[] maps) => Capitalize(inputs[name], maps);

    /// <summary>Without what is null: most services take null for a mistake.</summary>
    public static JsonObject Given(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));

    /// <summary>A list as the query protocol numbers it.</summary>
    public static IEnumerable<(string, string?)> Members(string name, IEnumerable<string> values) =>
        values.Select((value, index) => ($"{name}.member.{index + 1}", (string?)value));

    static JsonNode? Capitalize(JsonNode? value, string[] maps) =>
        value switch
        {
            JsonObject map => new JsonObject(
                map.Select(pair =>
                    KeyValuePair.Create(
                        char.ToUpperInvariant(pair.Key[0]) + pair.Key[1..],
                        maps.Contains(pair.Key) ? pair.Value?.DeepClone() : Capitalize(pair.Value, maps)
                    )
                )
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Capitalize(item, maps))]),
            _ => value?.DeepClone(),
        };
}
