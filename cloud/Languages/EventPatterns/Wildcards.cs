using System.Text.Json;

namespace Classroom.Languages.EventPatterns;

/// <summary>{"wildcard": "a*b"}: a star stands for any characters; a backslash makes the next star or backslash literal.</summary>
static class Wildcards
{
    // AWS counts the states of its automaton and names no figure. "*:*:*:*:*:a" is refused.
    const int MostRepeats = 4;

    public static TextTest Read(ref PatternReader reader, int mentions = 1)
    {
        if (reader.Kind != JsonTokenType.String)
            throw reader.Mistake("wildcard match pattern must be a string", mentions);
        var text = reader.Text();
        if (Repeated(text) is >= 0 and var at)
            throw reader.MistakeAfter($"Consecutive wildcard characters at pos {at}");
        if (IsTooComplex(text))
            throw new LanguageException(
                "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard "
                    + "character",
                Refusal.TooCostly
            );
        return new(Wildcard.Parse(text, hasEscapes: true).Matches);
    }

    /// <summary>The place of the second of two stars in a row; -1 if there are none.</summary>
    static int Repeated(string text)
    {
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '*' && text[at + 1] == '*')
                return at + 1;
        }
        return -1;
    }

    static bool IsTooComplex(string text) =>
        text.Where((character, at) => at > 0 && text[at - 1] == '*').CountBy(character => character).Any(pair => pair.Value > MostRepeats);
}
