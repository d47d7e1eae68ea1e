using System.Globalization;

namespace Classroom.Languages.EventPatterns;

/// <summary>The messages of AWS about patterns, with the position of the mistake.</summary>
public static class PatternMessage
{
    const int LongestSource = 500;
    const string Redacted = "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";

    /// <summary>The message with the pattern and the position, as EventBridge writes it.</summary>
    public static string WithSource(LanguageException mistake, string text) => mistake.Message + Positions(mistake, SourceOf(text));

    /// <summary>The message as SNS writes it: a text that is not JSON is not repeated.</summary>
    public static string WithSourceOfJson(LanguageException mistake, string text) =>
        mistake.At is { IsJson: false }
            ? $"failed to parse JSON. {mistake.Message}{Positions(mistake, Redacted)}"
            : WithSource(mistake, text);

    static string Positions(LanguageException mistake, string source) =>
        mistake.At is { } at
            ? string.Concat(
                Enumerable.Repeat(
                    string.Create(CultureInfo.InvariantCulture, $"\n at [Source: {source}; line: {at.Line}, column: {at.Column}]"),
                    at.Mentions
                )
            )
            : "";

    static string SourceOf(string text) =>
        text.Length <= LongestSource
            ? $"(String)\"{text}\""
            : $"(String)\"{text[..LongestSource]}\"[truncated {text.Length - LongestSource} chars]";
}
