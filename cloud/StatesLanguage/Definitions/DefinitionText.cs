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
            var column = exception.WordIn(text)?.End ?? exception.Column;
            var source = $"[Source: (String)\"{Shorten(text)}\"; line: {exception.Line}, column: {column}]";
            var what = exception.ProblemIn(text);
            diagnostics.Add(new(Diagnostic.Error, "INVALID_JSON_DESCRIPTION", $"{what}\n at {source}", source));
        }
        return null;
    }

    static string Shorten(string text) => text.Length > 500 ? $"{text[..500]}\"[truncated {text.Length - 500} chars]" : text;
}
