using System.Buffers;
using System.Globalization;
using System.Text;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>Splits an expression into tokens. Where an operand may start, a slash starts a regular expression.</summary>
sealed class Lexer(string source)
{
    static readonly string[] TwoCharacterOperators = ["..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"];
    static readonly SearchValues<char> OperatorCharacters = SearchValues.Create(".[]{}(),@#;:?+-*/%|=<>^&!~");
    static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\n\r\v");

    int position;

    public Token Next(bool operandExpected)
    {
        SkipSpaceAndComments();
        if (position >= source.Length)
            return new(TokenKind.End, "(end)", source.Length);
        var start = position;
        var c = source[position];
        if (c == '/' && operandExpected)
            return ScanRegex();
        foreach (var pair in TwoCharacterOperators)
        {
            if (string.CompareOrdinal(source, position, pair, 0, 2) != 0)
                continue;
            position += 2;
            return new(TokenKind.Operator, pair, position);
        }
        if (OperatorCharacters.Contains(c))
        {
            position++;
            // These two characters end a name, and are not operators on their own.
            if (c is '!' or '~')
                throw new JsonataException("S0204", position, c.ToString());
            return new(TokenKind.Operator, c.ToString(), position);
        }
        if (c is '"' or '\'')
            return ScanString(c);
        if (char.IsAsciiDigit(c))
            return ScanNumber(start);
        if (c == '`')
            return ScanQuotedName(start);
        return ScanName(start);
    }

    void SkipSpaceAndComments()
    {
        while (position < source.Length)
        {
            if (WhiteSpace.Contains(source[position]))
            {
                position++;
            }
            else if (string.CompareOrdinal(source, position, "/*", 0, 2) == 0)
            {
                var end = source.IndexOf("*/", position + 2, StringComparison.Ordinal);
                if (end < 0)
                    throw new JsonataException("S0106", position);
                position = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    Token ScanRegex()
    {
        position++;
        var from = position;
        var depth = 0;
        for (; position < source.Length; position++)
        {
            var c = source[position];
            if (c == '\\')
            {
                position++;
                continue;
            }
            if (c == '/' && depth == 0)
            {
                var pattern = source[from..position];
                if (pattern.Length == 0)
                    throw new JsonataException("S0301", position);
                var flags = ++position;
                while (position < source.Length && source[position] is 'i' or 'm')
                    position++;
                return new(TokenKind.Regex, pattern, position, Flags: source[flags..position]);
            }
            if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}')
                depth--;
        }
        throw new JsonataException("S0302", source.Length);
    }

    Token ScanString(char quote)
    {
        var start = position++;
        var text = new StringBuilder();
        for (; position < source.Length; position++)
        {
            var c = source[position];
            if (c == quote)
            {
                position++;
                return new(TokenKind.Literal, text.ToString(), position, new JsonString(text.ToString()));
            }
            text.Append(c == '\\' ? ScanEscape() : c);
        }
        throw new JsonataException("S0101", position);
    }

    char ScanEscape()
    {
        position++;
        var c = position < source.Length ? source[position] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u'
                when position + 4 < source.Length
                    && ushort.TryParse(
                        source.AsSpan(position + 1, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var code
                    ):
                position += 4;
                return (char)code;
            case 'u':
                throw new JsonataException("S0104", position);
            default:
                throw new JsonataException("S0103", position, c.ToString());
        }
    }

    Token ScanNumber(int start)
    {
        // A leading zero is a number of its own: 007 is three numbers, which the parser rejects.
        if (source[position] == '0')
            position++;
        else
            SkipDigits();
        if (position + 1 < source.Length && source[position] == '.' && char.IsAsciiDigit(source[position + 1]))
        {
            position++;
            SkipDigits();
        }
        if (position < source.Length && source[position] is 'e' or 'E')
        {
            var digits = position + 1;
            if (digits < source.Length && source[digits] is '+' or '-')
                digits++;
            if (digits < source.Length && char.IsAsciiDigit(source[digits]))
            {
                position = digits;
                SkipDigits();
            }
        }
        var text = source[start..position];
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value))
            throw new JsonataException("S0102", start, text);
        return new(TokenKind.Literal, text, position, new JsonNumber(value));
    }

    void SkipDigits()
    {
        while (position < source.Length && char.IsAsciiDigit(source[position]))
            position++;
    }

    Token ScanQuotedName(int start)
    {
        var end = source.IndexOf('`', start + 1);
        if (end < 0)
            throw new JsonataException("S0105", source.Length);
        position = end + 1;
        return new(TokenKind.Name, source[(start + 1)..end], position);
    }

    Token ScanName(int start)
    {
        while (position < source.Length && !WhiteSpace.Contains(source[position]) && !OperatorCharacters.Contains(source[position]))
            position++;
        var text = source[start..position];
        if (text[0] == '$')
            return new(TokenKind.Variable, text[1..], position);
        return text switch
        {
            "and" or "or" or "in" => new(TokenKind.Operator, text, position),
            "true" => new(TokenKind.Literal, text, position, JsonBoolean.True),
            "false" => new(TokenKind.Literal, text, position, JsonBoolean.False),
            "null" => new(TokenKind.Literal, text, position, Json.Null),
            _ => new(TokenKind.Name, text, position),
        };
    }
}
