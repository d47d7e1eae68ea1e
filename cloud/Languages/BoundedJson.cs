using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Classroom.Languages;

/// <summary>
/// Parses JSON that a caller wrote. The whole text is checked at once, because JsonNode.Parse reports some mistakes (a repeated name, a
/// lone surrogate) only when the value is read. Of a repeated name the last value counts, as in AWS's own parsers.
/// </summary>
public static class BoundedJson
{
    public static JsonNode? Parse(string text, LanguageLimits limits) => Parse(Encoding.UTF8.GetBytes(limits.Check(text)), limits);

    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, LanguageLimits limits)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.Depth });
        try
        {
            reader.Read();
            var value = Read(ref reader, new(limits));
            reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            throw IsTooDeep(exception) ? limits.TooDeep() : new LanguageException($"The {limits.Name} is not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new LanguageException($"The {limits.Name} is not JSON: it contains a string that is not valid Unicode");
        }
    }

    /// <summary>
    /// Parses a whole document, which costs less than a tree of nodes. A string that is not valid Unicode is refused here, because a
    /// document would fail only when the string is read.
    /// </summary>
    public static JsonDocument Document(ReadOnlyMemory<byte> utf8, LanguageLimits limits)
    {
        if (!Utf8.IsValid(utf8.Span))
            throw new LanguageException($"The {limits.Name} is not JSON: it is not valid UTF-8");
#pragma warning disable RS0030 // the only place that parses documents of callers
        var document = JsonDocument.Parse(utf8, new() { MaxDepth = limits.Depth });
#pragma warning restore RS0030
        if (utf8.Span.IndexOf("\\ud"u8) >= 0 || utf8.Span.IndexOf("\\uD"u8) >= 0)
            CheckStrings(utf8.Span, limits);
        return document;
    }

    /// <summary>Null if the text is not JSON or is nested too deeply.</summary>
    public static JsonNode? TryParse(string text) => TryParse(text, LanguageLimits.Json);

    public static JsonNode? TryParse(string text, LanguageLimits limits)
    {
        try
        {
            return Parse(text, limits);
        }
        catch (LanguageException)
        {
            return null;
        }
    }

    public static JsonNode? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Parse(utf8, LanguageLimits.Json);
        }
        catch (LanguageException)
        {
            return null;
        }
    }

    static JsonNode? Read(ref Utf8JsonReader reader, Nesting nesting)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return ReadScalar(ref reader);
        using var level = nesting.Enter();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var items = new JsonArray();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(Read(ref reader, nesting));
            return items;
        }
        var members = new JsonObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members[name] = Read(ref reader, nesting);
        }
        return members;
    }

    static JsonValue? ReadScalar(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            // A number is kept as it is written: a double would lose digits of a number that is only passed on.
            case JsonTokenType.Number:
                return JsonValue.Create(JsonElement.ParseValue(ref reader));
            case JsonTokenType.True:
                return JsonValue.Create(true);
            case JsonTokenType.False:
                return JsonValue.Create(false);
            default:
                return null;
        }
    }

    static void CheckStrings(ReadOnlySpan<byte> utf8, LanguageLimits limits)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.Depth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            throw new LanguageException($"The {limits.Name} is not JSON: it contains a string that is not valid Unicode");
        }
    }

    internal static bool IsTooDeep(JsonException exception) =>
        exception.Message.Contains("maximum configured depth", StringComparison.Ordinal);
}
