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

/// <summary>One token of an expression, with the position of its end. A literal has a value, a regular expression has flags.</summary>
readonly record struct Token(TokenKind Kind, string Text, int Position, Json? Value = null, string Flags = "")
{
    public bool Is(string op) => Kind == TokenKind.Operator && Text == op;
}
