using System.Globalization;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

/// <summary>Reads the values of a resource's inputs as the types that operations take.</summary>
static class InputValues
{
    public static string Text(this JsonObject inputs, string name) => (string)inputs[name]!;

    public static string? Maybe(this JsonObject inputs, string name) => (string?)inputs[name];

    /// <summary>A map; empty where the input is not set.</summary>
    public static JsonObject Map(this JsonObject inputs, string name) => inputs[name] as JsonObject ?? [];

    public static IReadOnlyDictionary<string, string>? TextMap(this JsonObject inputs, string name) =>
        (inputs[name] as JsonObject)?.ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);

    public static IReadOnlyList<string>? Texts(this JsonObject inputs, string name) =>
        (inputs[name] as JsonArray)?.Select(item => (string)item!).ToList();

    public static int? Number(this JsonObject inputs, string name) =>
        inputs.Plain(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static double? Fraction(this JsonObject inputs, string name) =>
        inputs.Plain(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public static bool? Flag(this JsonObject inputs, string name) => inputs.Plain(name) is { } text ? bool.Parse(text) : null;

    /// <summary>A number, a flag or a text as text.</summary>
    public static string? Plain(this JsonObject inputs, string name) =>
        inputs[name] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "true" : "false",
            JsonValue value when value.TryGetValue<double>(out var number) => number.ToString(CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };
}
