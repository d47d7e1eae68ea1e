namespace Classroom.Languages.LogQueries;

/// <summary>A column of the result: an expression and its name.</summary>
sealed record QueryColumn(string Name, QueryExpression Value);

/// <summary>A command of a query, between two bars: it changes, drops, orders or groups rows.</summary>
abstract record QueryCommand
{
    public abstract IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows);

    /// <summary>The columns of the result after this command, given those before it.</summary>
    public virtual IReadOnlyList<QueryColumn>? Columns(IReadOnlyList<QueryColumn>? before) => before;
}

/// <summary>`fields` adds columns; `display` replaces them.</summary>
sealed record FieldsCommand(IReadOnlyList<QueryColumn> Added, bool Replaces) : QueryCommand
{
    public override IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows) =>
        rows.Select(row =>
        {
            foreach (var column in Added.Where(column => column.Value is not Field))
                row[column.Name] = column.Value.Of(row);
            return row;
        });

    public override IReadOnlyList<QueryColumn> Columns(IReadOnlyList<QueryColumn>? before) =>
        Replaces || before is null ? Added : [.. before.Where(known => Added.All(column => column.Name != known.Name)), .. Added];
}

sealed record FilterCommand(QueryExpression Condition) : QueryCommand
{
    public override IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows) => rows.Where(row => QueryValue.IsTrue(Condition.Of(row)));
}

/// <summary>`parse` reads parts of a field into new fields. An event that does not match keeps its row, without these fields.</summary>
sealed record ParseCommand(QueryExpression Of, RegularExpression Pattern, IReadOnlyList<(string Group, string Name)> Parts) : QueryCommand
{
    public override IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows) =>
        rows.Select(row =>
        {
            if (QueryValue.Text(Of.Of(row)) is not { } text || Pattern.Match(text, 0) is not { Success: true } match)
                return row;
            foreach (var (group, name) in Parts)
                if (match.Groups[group] is { Success: true } found)
                    row[name] = found.Value;
            return row;
        });
}

sealed record SortCommand(IReadOnlyList<(QueryExpression By, bool IsDescending)> Keys) : QueryCommand
{
    public override IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows)
    {
        var order = Comparer<object?>.Create(QueryValue.Compare);
        IOrderedEnumerable<QueryRow>? sorted = null;
        foreach (var (by, isDescending) in Keys)
            sorted = (sorted, isDescending) switch
            {
                (null, false) => rows.OrderBy(by.Of, order),
                (null, true) => rows.OrderByDescending(by.Of, order),
                (_, false) => sorted.ThenBy(by.Of, order),
                (_, true) => sorted.ThenByDescending(by.Of, order),
            };
        return sorted!;
    }
}

sealed record LimitCommand(int Most) : QueryCommand
{
    public override IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows) => rows.Take(Most);
}

/// <summary>Keeps the first row of those that agree in some fields. A row without one of the fields agrees with no other.</summary>
sealed record DedupCommand(IReadOnlyList<QueryExpression> Fields) : QueryCommand
{
    public override IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var values = Fields.Select(field => QueryValue.Text(field.Of(row))).ToList();
            if (values.Contains(null) || seen.Add(string.Join('\0', values)))
                yield return row;
        }
    }
}

/// <summary>`stats` makes one row of each group; without `by`, one row of all rows.</summary>
sealed record StatsCommand(IReadOnlyList<QueryColumn> Figures, IReadOnlyList<QueryColumn> By) : QueryCommand
{
    public override IEnumerable<QueryRow> Run(IEnumerable<QueryRow> rows)
    {
        var groups = new Dictionary<string, (List<object?> Key, List<QueryRow> Rows)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var key = By.Select(column => column.Value.Of(row)).ToList();
            var text = string.Join('\0', key.Select(value => QueryValue.Text(value) ?? "\u0001"));
            if (!groups.TryGetValue(text, out var group))
                groups[text] = group = (key, []);
            group.Rows.Add(row);
        }
        foreach (var (key, members) in groups.Values)
        {
            var row = new QueryRow(null, members);
            for (var column = 0; column < By.Count; column++)
                row[By[column].Name] = key[column];
            foreach (var figure in Figures)
                row[figure.Name] = figure.Value.Of(row);
            yield return row;
        }
    }

    public override IReadOnlyList<QueryColumn> Columns(IReadOnlyList<QueryColumn>? before) => [.. By, .. Figures];
}
