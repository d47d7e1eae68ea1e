using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>Parses JSON like <see cref="BoundedJson"/>, with AWS's messages about a text that is not JSON.</summary>
public static class StrictJson
{
    public static JsonNode? Parse(string text, LanguageLimits limits)
    {
        new PatternReader(text, limits).ReadAll();
        return BoundedJson.Parse(text, limits);
    }
}
