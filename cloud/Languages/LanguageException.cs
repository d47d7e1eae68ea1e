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
/// A text that its language does not accept: what was found, where, and what is allowed. A service words it as an error of its own;
/// the gateway does so for a service that does not.
/// </summary>
public sealed class LanguageException(string message, Refusal refusal = Refusal.Syntax) : Exception(message)
{
    public Refusal Refusal => refusal;
}
