namespace Classroom.Languages.LogPatterns;

/// <summary>
/// Words and quoted phrases: all terms without a prefix must occur, terms with - must not occur, and of the terms with ? at least one must
/// occur.
/// </summary>
sealed class Words(List<Func<string, bool>> wanted, List<Func<string, bool>> unwanted, List<Func<string, bool>> either) : FilterPattern
{
    public static new Words Parse(string text)
    {
        var (wanted, unwanted, either) = (new List<Func<string, bool>>(), new List<Func<string, bool>>(), new List<Func<string, bool>>());
        var reader = new BoundedReader(text, LanguageLimits.LogPattern);
        for (reader.SkipSpace(); !reader.IsAtEnd; reader.SkipSpace())
        {
            var list =
                reader.Take('-') ? unwanted
                : reader.Take('?') ? either
                : wanted;
            list.Add(ReadTerm(reader));
        }
        return new(wanted, unwanted, either);
    }

    // Terms with ? have no effect if there are terms without a prefix.
    public override bool Matches(string message) =>
        wanted.TrueForAll(test => test(message))
        && !unwanted.Exists(test => test(message))
        && (either.Count == 0 || wanted.Count > 0 || either.Exists(test => test(message)));

    static Func<string, bool> ReadTerm(BoundedReader reader)
    {
        if (reader.IsAtEnd)
            throw reader.Expected("a term");
        if (reader.Current == '%')
            return RegularExpression.Parse(reader.TakeQuoted(hasEscapes: false)).IsMatch;
        var word = reader.Current == '"' ? reader.TakeQuoted() : reader.TakeWhile(c => !char.IsWhiteSpace(c));
        return message => message.Contains(word, StringComparison.Ordinal);
    }
}
