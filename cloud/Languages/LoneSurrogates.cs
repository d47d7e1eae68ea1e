namespace Classroom.Languages;

/// <summary>Finds lone surrogates, which a .NET string may contain and UTF-8 cannot encode.</summary>
static class LoneSurrogates
{
    /// <summary>The index of the first lone surrogate; -1 if there is none.</summary>
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
