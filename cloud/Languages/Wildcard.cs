using System.Text;

namespace Classroom.Languages;

/// <summary>
/// A pattern in which * stands for any number of characters. Its parts are searched from left to right without backtracking.
/// </summary>
public sealed class Wildcard
{
    readonly string[] pieces;

    Wildcard(string[] pieces) => this.pieces = pieces;

    /// <param name="hasEscapes">Whether a backslash before * or before a backslash makes that character literal.</param>
    public static Wildcard Parse(string pattern, bool hasEscapes = false)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            if (hasEscapes && pattern[at] == '\\' && at + 1 < pattern.Length && pattern[at + 1] is '*' or '\\')
            {
                piece.Append(pattern[++at]);
            }
            else if (pattern[at] == '*')
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else
            {
                piece.Append(pattern[at]);
            }
        }
        return new([.. pieces, piece.ToString()]);
    }

    public bool Matches(string text)
    {
        if (pieces is [var only])
            return text == only;
        var rest = text.AsSpan();
        if (!rest.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        rest = rest[pieces[0].Length..];
        foreach (var piece in pieces.AsSpan(1, pieces.Length - 2))
        {
            var at = rest.IndexOf(piece, StringComparison.Ordinal);
            if (at < 0)
                return false;
            rest = rest[(at + piece.Length)..];
        }
        return rest.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    /// <summary>Matches a pattern that is used only once; ? may stand for one character.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
            return pattern.Length == text.Length && IsAt(pattern, text, ignoreCase);
        if (text.Length < star || !IsAt(pattern[..star], text, ignoreCase))
            return false;
        pattern = pattern[(star + 1)..];
        text = text[star..];
        while (true)
        {
            star = pattern.IndexOf('*');
            if (star < 0)
                return text.Length >= pattern.Length && IsAt(pattern, text[^pattern.Length..], ignoreCase);
            var at = Find(pattern[..star], text, ignoreCase);
            if (at < 0)
                return false;
            pattern = pattern[(star + 1)..];
            text = text[(at + star)..];
        }
    }

    static int Find(ReadOnlySpan<char> piece, ReadOnlySpan<char> text, bool ignoreCase)
    {
        if (!piece.Contains('?'))
            return text.IndexOf(piece, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        for (var at = 0; at + piece.Length <= text.Length; at++)
        {
            if (IsAt(piece, text[at..], ignoreCase))
                return at;
        }
        return -1;
    }

    static bool IsAt(ReadOnlySpan<char> piece, ReadOnlySpan<char> text, bool ignoreCase)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            if (
                piece[i] != '?'
                && piece[i] != text[i]
                && !(ignoreCase && char.ToUpperInvariant(piece[i]) == char.ToUpperInvariant(text[i]))
            )
                return false;
        }
        return true;
    }
}
