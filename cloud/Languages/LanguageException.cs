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
}
