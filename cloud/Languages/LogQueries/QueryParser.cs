using System.Text;

namespace Classroom.Languages.LogQueries;

/// <summary>Parses the commands of a query.</summary>
sealed class QueryParser
{
    static readonly string[] NotHere = ["pattern", "diff", "anomaly", "unmask", "unnest", "lookup", "join", "filterIndex", "SOURCE"];

    readonly BoundedReader reader;
    readonly ExpressionParser expressions;

    public QueryParser(string text)
    {
        reader = new(text, LanguageLimits.LogQuery, comment: '#');
        expressions = new(reader);
    }

    public IReadOnlyList<QueryCommand> Parse()
    {
        var commands = new List<QueryCommand>();
        do
        {
            commands.Add(Command());
            reader.SkipSpace();
        } while (reader.Take('|'));
        return reader.IsAtEnd ? commands : throw reader.Expected("| or the end of the query");
    }

    QueryCommand Command()
    {
        reader.SkipSpace();
        if (reader.TakeWord("fields", StringComparison.OrdinalIgnoreCase))
            return new FieldsCommand(List(Column), Replaces: false);
        if (reader.TakeWord("display", StringComparison.OrdinalIgnoreCase))
            return new FieldsCommand(List(Column), Replaces: true);
        if (reader.TakeWord("filter", StringComparison.OrdinalIgnoreCase))
            return new FilterCommand(expressions.ReadRow());
        if (reader.TakeWord("parse", StringComparison.OrdinalIgnoreCase))
            return Parsing();
        if (reader.TakeWord("stats", StringComparison.OrdinalIgnoreCase))
            return Stats();
        if (reader.TakeWord("sort", StringComparison.OrdinalIgnoreCase))
            return new SortCommand(List(SortKey));
        if (reader.TakeWord("limit", StringComparison.OrdinalIgnoreCase))
            return Limit();
        if (reader.TakeWord("dedup", StringComparison.OrdinalIgnoreCase))
            return new DedupCommand(List(() => (QueryExpression)new Field(expressions.Name())));
        if (Array.Find(NotHere, name => reader.TakeWord(name, StringComparison.OrdinalIgnoreCase)) is { } known)
            throw reader.Refuse($"the embedded cloud does not have the command {known}");
        throw reader.Expected("one of the commands fields, display, filter, parse, stats, sort, limit and dedup");
    }

    List<T> List<T>(Func<T> read)
    {
        var items = new List<T> { read() };
        while (reader.TakeToken(","))
            items.Add(read());
        return items;
    }

    /// <summary>An expression with the name that `as` gives it; its own text otherwise.</summary>
    QueryColumn Column() => Column(expressions.ReadRow);

    QueryColumn Column(Func<QueryExpression> read)
    {
        reader.SkipSpace();
        var start = reader.Position;
        var value = read();
        var text = reader.Rest(start)[..(reader.End - start)];
        return reader.TakeWord("as", StringComparison.OrdinalIgnoreCase) ? new(expressions.Name(), value)
            : value is Field field ? new(field.Name, value)
            : new(text, value);
    }

    StatsCommand Stats()
    {
        var figures = List(() => Column(expressions.ReadGroup));
        if (figures.Find(figure => !figure.Value.IsAggregate) is { } plain)
            throw reader.Refuse($"{plain.Name} after stats is not an aggregation; there are {string.Join(", ", QueryAggregate.Names)}");
        return new(figures, reader.TakeWord("by", StringComparison.OrdinalIgnoreCase) ? List(Column) : []);
    }

    (QueryExpression By, bool IsDescending) SortKey()
    {
        reader.SkipSpace();
        var start = reader.Position;
        var by = expressions.ReadGroup();
        if (by is not Field)
            by = new ColumnOrValue(reader.Rest(start)[..(reader.End - start)], by);
        if (reader.TakeWord("desc", StringComparison.OrdinalIgnoreCase))
            return (by, true);
        reader.TakeWord("asc", StringComparison.OrdinalIgnoreCase);
        return (by, false);
    }

    LimitCommand Limit()
    {
        reader.SkipSpace();
        var digits = reader.TakeWhile(char.IsAsciiDigit);
        return int.TryParse(digits, out var most) && most is > 0 and <= LogQuery.MostRows
            ? new(most)
            : throw reader.Refuse($"limit is '{digits}'; it must be a number from 1 to {LogQuery.MostRows}");
    }

    ParseCommand Parsing()
    {
        reader.SkipSpace();
        var of = reader.Current is '"' or '\'' or '/' ? new Field("@message") : expressions.ReadOperand();
        reader.SkipSpace();
        if (reader.Current == '/')
            return ByExpression(of);
        if (reader.Current is not ('"' or '\''))
            throw reader.Expected("a text with * or an expression in slashes");
        var glob = reader.TakeQuoted();
        var names = Names();
        var parts = glob.Split('*');
        if (parts.Length - 1 != names.Count)
            throw reader.Refuse($"parse has {parts.Length - 1} * and {names.Count} names");
        return new(of, RegularExpression.Parse(Pattern(parts)), [.. names.Select((name, index) => ($"{index + 1}", name))]);
    }

    ParseCommand ByExpression(QueryExpression of)
    {
        var pattern = expressions.Regular();
        var groups = pattern.Groups;
        var named = groups.Where(group => !char.IsAsciiDigit(group[0])).ToList();
        if (named.Count > 0)
            return new(of, pattern, [.. named.Select(group => (group, group))]);
        var names = Names();
        return groups.Count - 1 == names.Count
            ? new(of, pattern, [.. names.Select((name, index) => ($"{index + 1}", name))])
            : throw reader.Refuse($"parse has {groups.Count - 1} groups and {names.Count} names");
    }

    List<string> Names() => reader.TakeWord("as", StringComparison.OrdinalIgnoreCase) ? List(expressions.Name) : [];

    /// <summary>Each * stands for as few characters as possible, and the last one for all to the end if nothing follows it.</summary>
    static string Pattern(string[] parts)
    {
        var pattern = new StringBuilder("(?s)");
        for (var index = 0; index < parts.Length; index++)
        {
            pattern.Append(System.Text.RegularExpressions.Regex.Escape(parts[index]));
            if (index < parts.Length - 1)
                pattern.Append(index == parts.Length - 2 && parts[^1].Length == 0 ? "(.*)" : "(.*?)");
        }
        return pattern.ToString();
    }
}
