using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>
/// An expression that does not parse (S…), or meets a wrong type (T…) or value (D…). The codes are those of every JSONata implementation.
/// </summary>
public sealed class JsonataException : Exception
{
    readonly string? detail;

    internal JsonataException(string code, int position = -1, string? token = null, Json? value = null, string? detail = null)
    {
        Code = code;
        Position = position;
        Token = token;
        Value = value;
        this.detail = detail;
    }

    public override string Message => JsonataErrors.Describe(Code, Token, Value, detail);

    public string Code { get; }

    /// <summary>The evaluation was stopped because it took too much, of whatever.</summary>
    public bool IsLimit => Code is "D1011" or "D1012" or "D1013";

    /// <summary>Where in the expression, counted in characters; -1 where nobody can say.</summary>
    public int Position { get; private set; }

    public string? Token { get; private set; }

    public Json? Value { get; }

    /// <summary>
    /// Adds the place, which the function that met the error could not know. Used as an exception filter that lets it pass: to catch and
    /// throw again in each of thousands of nested calls would take a stack that is already used up.
    /// </summary>
    internal bool PassThrough(int position, string? token)
    {
        if (Position < 0)
            Position = position;
        Token ??= token;
        return false;
    }
}
