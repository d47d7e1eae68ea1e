namespace Classroom.Languages;

/// <summary>Why a text was refused.</summary>
public enum Refusal
{
    Syntax,
    TooLong,
    TooDeep,
    TooCostly,
}

/// <summary>
/// A text that its parser does not accept. The message says what was found, where, and what is allowed. A service turns it into an error of
/// its own; the gateway does so for the other services.
/// </summary>
public sealed class LanguageException(string message, Refusal refusal = Refusal.Syntax) : Exception(message)
{
    public Refusal Refusal => refusal;

    /// <summary>Where the mistake is; null if the message is about the text as a whole.</summary>
    public TextPosition? At { get; init; }
}

/// <summary>A position in a text as AWS's parsers report it: the column is that of the next character to read.</summary>
/// <param name="Mentions">How often AWS's message names the position: a mistake within a list is reported twice.</param>
/// <param name="IsJson">The text is not JSON, in contrast to JSON that means nothing.</param>
public readonly record struct TextPosition(int Line, int Column, int Mentions = 1, bool IsJson = true);
