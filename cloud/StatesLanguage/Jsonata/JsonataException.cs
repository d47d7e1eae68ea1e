using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>A syntax error (S…), a wrong type (T…) or a wrong value (D…). All implementations of JSONata have the same codes.</summary>
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

    /// <summary>A limit stopped the evaluation: time, memory or stack.</summary>
    public bool IsLimit => Code is "D1011" or "D1012" or "D1013";

    /// <summary>The position in the expression, in characters; -1 where it is unknown.</summary>
    public int Position { get; private set; }

    public string? Token { get; private set; }

    public Json? Value { get; }

    /// <summary>
    /// Adds the position and the name of the call, which the function that threw the exception did not know. Used as an exception filter
    /// that returns false: catching and throwing again in thousands of nested calls would need stack that is already used up.
    /// </summary>
    internal bool PassThrough(int position, string? token)
    {
        if (Position < 0)
            Position = position;
        Token ??= token;
        return false;
    }
}
