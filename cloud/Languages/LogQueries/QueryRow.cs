namespace Classroom.Languages.LogQueries;

/// <summary>
/// A row on its way through the commands of a query: an event, or a group of rows, with the values that commands have added.
/// </summary>
sealed class QueryRow(LogRecord? record, IReadOnlyList<QueryRow>? members = null)
{
    readonly Dictionary<string, object?> added = new(StringComparer.Ordinal);

    /// <summary>The event; null if the row is a group.</summary>
    public LogRecord? Record => record;

    /// <summary>The rows of the group.</summary>
    public IReadOnlyList<QueryRow> Members => members ?? [this];

    /// <summary>Whether a command has added a value of this name.</summary>
    public bool Has(string name) => added.ContainsKey(name);

    public object? this[string name]
    {
        get => added.TryGetValue(name, out var value) ? value : record?.Field(name);
        set => added[name] = value;
    }
}
