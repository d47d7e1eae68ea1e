namespace Classroom.Languages.MetricMath;

/// <summary>One term of a SEARCH: for any field or for one field; a text in quotation marks must match exactly.</summary>
public sealed record SearchTerm(string? Field, string Text, bool IsExact)
{
    public bool Fits(string text) => IsExact ? text == Text : text.Contains(Text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The first argument of SEARCH: {Namespace,Dimension,…} and terms.</summary>
public sealed record SearchTerms(string Namespace, IReadOnlyList<string> Dimensions, IReadOnlyList<SearchTerm> Words)
{
    public static SearchTerms Parse(string text)
    {
        var close = text.IndexOf('}', StringComparison.Ordinal);
        if (!text.StartsWith('{') || close < 0)
            throw new LanguageException("SEARCH needs a namespace and dimensions in braces");
        var schema = text[1..close].Split(',').Select(part => part.Trim().Trim('"')).ToList();
        var words = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not "AND").Select(Word);
        return new(schema[0], [.. schema.Skip(1).Order(StringComparer.Ordinal)], [.. words]);
    }

    static SearchTerm Word(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var (field, value) = equals > 0 ? (word[..equals].Trim('"'), word[(equals + 1)..]) : (null, word);
        return new(field, value.Trim('"', '(', ')'), value.Contains('"', StringComparison.Ordinal));
    }
}
