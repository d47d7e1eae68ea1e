using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Syntax;

enum TokenKind
{
    End,
    Name,
    Variable,
    Operator,
    Literal,
    Regex,
}

/// <summary>
/// One word of an expression; its position is where it ends. A literal carries its value, a regular expression its flags.
/// </summary>
readonly record struct Token(TokenKind Kind, string Text, int Position, Json? Value = null, string Flags = "")
{
    public bool Is(string op) => Kind == TokenKind.Operator && Text == op;
}
