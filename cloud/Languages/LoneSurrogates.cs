namespace Classroom.Languages;

/// <summary>Halves of surrogate pairs, which UTF-16 can hold and no encoding can write.</summary>
static class LoneSurrogates
{
    /// <summary>The first of them; -1 where there is none.</summary>
    public static int IndexIn(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                return at;
            at++;
        }
        return -1;
    }
}
