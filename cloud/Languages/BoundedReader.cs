using System.Text;

namespace Classroom.Languages;

/// <summary>
/// A position in a text that a caller wrote, for parsers that read from left to right. It refuses texts that are too long, and texts that
/// are nested too deeply.
/// </summary>
/// <param name="comment">The character that begins a comment, which ends with the line and counts as white space; NUL for none.</param>
public sealed class BoundedReader(string text, LanguageLimits limits, char comment = '\0')
{
    readonly string text = limits.Check(text);
    readonly Nesting nesting = new(limits);

    (int Start, int End) space;

    public int Position { get; private set; }

    /// <summary>The position, or that before the white space if some was skipped last.</summary>
    public int End => space.End == Position ? space.Start : Position;

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The character at the position; NUL, which no valid text contains, at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[Position];

    public char Next => Position + 1 < text.Length ? text[Position + 1] : '\0';

    /// <summary>Enters the next nesting level, until the result is disposed of.</summary>
    public Nesting.Level Deeper() => nesting.Enter(Position);

    public char Read() => text[Position++];

    public void SkipSpace()
    {
        var start = End;
        while (!IsAtEnd && (char.IsWhiteSpace(Current) || (Current == comment && SkipLine())))
            Position++;
        space = (start, Position);
    }

    /// <summary>Moves to the last character of the line.</summary>
    bool SkipLine()
    {
        while (Position + 1 < text.Length && text[Position] != '\n')
            Position++;
        return true;
    }

    public bool Take(char c)
    {
        if (IsAtEnd || text[Position] != c)
            return false;
        Position++;
        return true;
    }

    public bool Take(string token, StringComparison comparison = StringComparison.Ordinal)
    {
        if (!text.AsSpan(Position).StartsWith(token, comparison))
            return false;
        Position += token.Length;
        return true;
    }

    /// <summary>Skips white space, then takes a token if it follows.</summary>
    public bool TakeToken(string token)
    {
        SkipSpace();
        return Take(token);
    }

    /// <summary>Skips white space, then takes a word if it follows and is not the beginning of a longer word.</summary>
    public bool TakeWord(string word, StringComparison comparison = StringComparison.Ordinal)
    {
        SkipSpace();
        var end = Position + word.Length;
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            return false;
        return Take(word, comparison);
    }

    public void Expect(string token)
    {
        if (!TakeToken(token))
            throw Expected(token);
    }

    public string TakeWhile(Func<char, bool> isPart)
    {
        var start = Position;
        while (!IsAtEnd && isPart(text[Position]))
            Position++;
        return text[start..Position];
    }

    /// <summary>Takes the text up to a character, and that character.</summary>
    public string TakeUntil(char mark)
    {
        var end = text.IndexOf(mark, Position);
        if (end < 0)
            throw Expected(mark.ToString());
        var taken = text[Position..end];
        Position = end + 1;
        return taken;
    }

    /// <summary>
    /// Takes a quoted text; the character at the position is the quotation mark. After a backslash, the next character is taken literally.
    /// </summary>
    public string TakeQuoted(bool hasEscapes = true)
    {
        var start = Position;
        var mark = text[Position++];
        var content = new StringBuilder();
        while (!Take(mark))
        {
            if (hasEscapes && Current == '\\')
                Position++;
            if (IsAtEnd)
                throw Refuse($"{mark} at character {start + 1} is not closed");
            content.Append(Read());
        }
        return content.ToString();
    }

    /// <summary>The rest of the text from a position.</summary>
    public string Rest(int from) => text[from..];

    public LanguageException Expected(string what) =>
        Refuse(IsAtEnd ? $"{what} is expected at its end" : $"{what} is expected at character {Position + 1}, not '{Shown(Position)}'");

    public LanguageException Refuse(string reason) => new($"The {limits.Name} is not valid: {reason}");

    string Shown(int from) => text.Length - from <= 20 ? text[from..] : $"{text.AsSpan(from, 20)}…";
}
