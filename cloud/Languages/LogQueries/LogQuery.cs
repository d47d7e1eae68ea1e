namespace Classroom.Languages.LogQueries;

/// <summary>The result of a query: rows of fields with their values, which leave out fields without a value.</summary>
/// <param name="Matched">How many events passed the filters.</param>
public sealed record LogQueryResult(IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Rows, long Matched);

/// <summary>A query of CloudWatch Logs Insights.</summary>
public sealed class LogQuery
{
    const string Pointer = "@ptr";

    static readonly IReadOnlyList<QueryColumn> Usual = [new("@timestamp", new Field("@timestamp")), new("@message", new Field("@message"))];

    readonly IReadOnlyList<QueryCommand> commands;

    LogQuery(IReadOnlyList<QueryCommand> commands) => this.commands = commands;

    /// <summary>The greatest number of rows of a result.</summary>
    public const int MostRows = 10_000;

    public static LogQuery Parse(string text) => new(new QueryParser(text).Parse());

    /// <param name="records">The events, the newest first: the order of a result that nothing sorts.</param>
    /// <param name="most">The greatest number of rows, unless the query has a limit of its own.</param>
    public LogQueryResult Run(IEnumerable<LogRecord> records, int most = MostRows)
    {
        var work = new Nesting(LanguageLimits.LogQuery);
        var matched = 0L;
        var rows = records.Select(record =>
        {
            work.Spend(commands.Count + 1);
            return new QueryRow(record);
        });
        var filters = commands.TakeWhile(command => command is FilterCommand or FieldsCommand or ParseCommand).ToList();
        rows = filters
            .Aggregate(rows, (now, command) => command.Run(now))
            .Select(row =>
            {
                matched++;
                return row;
            });
        rows = commands.Skip(filters.Count).Aggregate(rows, (now, command) => command.Run(now));
        if (!commands.Any(command => command is LimitCommand))
            rows = rows.Take(most);
        var columns = commands.Aggregate((IReadOnlyList<QueryColumn>?)null, (now, command) => command.Columns(now)) ?? Usual;
        return new([.. rows.Take(MostRows).Select(row => Show(row, columns))], matched);
    }

    static List<KeyValuePair<string, string>> Show(QueryRow row, IReadOnlyList<QueryColumn> columns)
    {
        var shown = new List<KeyValuePair<string, string>>();
        foreach (var column in columns)
        {
            var value = row[column.Name];
            var text = column.Value.IsTime && QueryValue.Number(value) is { } time ? QueryValue.Time(time) : QueryValue.Text(value);
            if (text is not null)
                shown.Add(new(column.Name, text));
        }
        if (row.Record is { } record)
            shown.Add(new(Pointer, (string)record.Field(Pointer)!));
        return shown;
    }
}
