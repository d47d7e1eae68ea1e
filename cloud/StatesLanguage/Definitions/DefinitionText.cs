using System.Text;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>Parses the text of a definition as JSON.</summary>
static class DefinitionText
{
    /// <summary>AWS's limit, in bytes.</summary>
    const int Longest = 1024 * 1024;

    /// <summary>Returns the object, or null and adds the reason to the diagnostics.</summary>
    public static JsonObject? Read(string text, List<Diagnostic> diagnostics)
    {
        if (Encoding.UTF8.GetByteCount(text) > Longest)
        {
            diagnostics.Add(new(Diagnostic.Error, "INVALID_DEFINITION", $"The definition is longer than {Longest} bytes", "/"));
            return null;
        }
        try
        {
            if (!string.IsNullOrWhiteSpace(text) && Json.Parse(text) is JsonObject fields)
                return fields;
            diagnostics.Add(new(Diagnostic.Error, FieldReader.SchemaValidationFailed, "Definition must be a valid JSON object", null));
        }
        catch (JsonSyntaxException exception)
        {
            var (word, column) = Word(text, exception);
            var source = $"[Source: (String)\"{Shorten(text)}\"; line: {exception.Line}, column: {column}]";
            var what = word is null
                ? exception.Problem
                : $"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
            diagnostics.Add(new(Diagnostic.Error, "INVALID_JSON_DESCRIPTION", $"{what}\n at {source}", source));
        }
        return null;
    }

    /// <summary>The word at the syntax error and the column after the word; no word where the error is at another character.</summary>
    static (string? Word, int Column) Word(string text, JsonSyntaxException exception)
    {
        var line = text.Split('\n').ElementAtOrDefault(exception.Line - 1) ?? "";
        var start = Math.Min(exception.Column - 1, Math.Max(line.Length - 1, 0));
        while (start > 0 && char.IsLetterOrDigit(line[start - 1]))
            start--;
        var end = start;
        while (end < line.Length && char.IsLetterOrDigit(line[end]))
            end++;
        return end > start && char.IsLetter(line[start]) ? (line[start..end], end + 1) : (null, exception.Column);
    }

    static string Shorten(string text) => text.Length > 500 ? $"{text[..500]}\"[truncated {text.Length - 500} chars]" : text;
}
