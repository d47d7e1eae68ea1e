using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>Records by key, held in memory and in the file: for configuration, not for data that grows.</summary>
sealed class Table<T> : ITable
    where T : class
{
    readonly ConcurrentDictionary<string, T> rows = new(StringComparer.Ordinal);
    readonly Database database;
    readonly byte[] kind;
    readonly Lock changing = new();
    JsonTypeInfo<T>? shape;
    SortedKeys? sorted;

    /// <param name="shape">How a row is serialized; without it, by reflection.</param>
    public Table(Database database, string name, JsonTypeInfo<T>? shape = null)
    {
        this.database = database;
        Name = name;
        kind = Encoding.UTF8.GetBytes(name);
        this.shape = shape;
        database.Register(this);
    }

    /// <summary>
    /// Created when the first row is read or written: creating it for all tables at once would take a fifth of the start time.
    /// </summary>
    JsonTypeInfo<T> Shape => shape ??= Stored.Shape<T>();

    public string Name { get; }

    /// <summary>Called with the key of a row whose change was undone, for code that keeps an index of the rows.</summary>
    public Action<string>? Undone { get; set; }

    public int Count => database.Current is { } current && current.Of(this).Any() ? Merged(current).Count() : rows.Count;

    /// <summary>All rows, sorted by key.</summary>
    public IEnumerable<T> All => Rows.Select(row => row.Value);

    /// <summary>All rows in no particular order, for callers that sort or search themselves.</summary>
    public IEnumerable<T> Unordered => Pairs.Select(row => row.Value);

    public IEnumerable<KeyValuePair<string, T>> Rows => RowsBelow("");

    /// <summary>The rows whose keys begin with the prefix, sorted by key. The other rows are not looked at.</summary>
    public IEnumerable<T> Below(string prefix) => RowsBelow(prefix).Select(row => row.Value);

    public IEnumerable<KeyValuePair<string, T>> RowsBelow(string prefix) =>
        database.Current is { } current && current.Of(this).Any()
            ? Merged(current)
                .Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(row => row.Key, StringComparer.Ordinal)
            : Kept(prefix);

    public T? Find(string key) => database.Current?.Find(this, key) is Change change ? change.Row : rows.GetValueOrDefault(key);

    public bool TryFind(string key, [NotNullWhen(true)] out T? row) => (row = Find(key)) is not null;

    public bool Has(string key) => Find(key) is not null;

    public T Put(string key, T row)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(row, Shape);
        database.Write(transaction => transaction.Set(this, key, new Change(this, key, row, value)));
        return row;
    }

    public bool Remove(string key)
    {
        if (!Has(key))
            return false;
        database.Write(transaction => transaction.Set(this, key, new Change(this, key, null, [])));
        return true;
    }

    void ITable.Load(Connection connection)
    {
        var read = connection.Prepare("SELECT key, value, sum FROM rows WHERE kind = ?").Bind(1, kind);
        try
        {
            while (read.Step())
            {
                var key = read.Utf8(0);
                var value = read.Utf8(1);
                if (Checksum.Of(key, value) != read.Long(2))
                    throw new DamagedRowException($"a row of {Name} ({Encoding.UTF8.GetString(key)})");
                rows[Encoding.UTF8.GetString(key)] = JsonSerializer.Deserialize(value, Shape)!;
            }
        }
        finally
        {
            read.Reset();
        }
    }

    IEnumerable<KeyValuePair<string, T>> Kept(string prefix)
    {
        foreach (var key in (sorted ?? Sort()).Below(prefix))
        {
            if (rows.TryGetValue(key, out var row))
                yield return new(key, row);
        }
    }

    /// <summary>Most tables are never read in order, so the keys are sorted when somebody asks for the first time.</summary>
    SortedKeys Sort()
    {
        lock (changing)
            return sorted ??= new(rows.Keys);
    }

    IEnumerable<KeyValuePair<string, T>> Pairs => database.Current is { } current && current.Of(this).Any() ? Merged(current) : rows;

    IEnumerable<KeyValuePair<string, T>> Merged(Transaction current)
    {
        var changes = current.Of(this).Cast<Change>().ToDictionary(change => change.Key, StringComparer.Ordinal);
        return rows.Where(row => !changes.ContainsKey(row.Key))
            .Concat(changes.Values.Where(change => change.Row is not null).Select(change => KeyValuePair.Create(change.Key, change.Row!)));
    }

    /// <summary>Writes a row, or removes it if the row is null.</summary>
    sealed class Change(Table<T> table, string key, T? row, byte[] value) : Write
    {
        T? before;

        public string Key => key;

        public T? Row => row;

        public override int Size => value.Length + key.Length;

        public override void Apply()
        {
            before = table.rows.GetValueOrDefault(key);
            Set(row);
        }

        public override void Undo() => Set(before);

        public override void Undone() => table.Undone?.Invoke(key);

        public override void Store(Connection connection)
        {
            if (row is null)
            {
                connection.Prepare("DELETE FROM rows WHERE kind = ? AND key = ?").Bind(1, table.kind).Bind(2, key).Run();
                return;
            }
            var found = Encoding.UTF8.GetBytes(key);
            connection
                .Prepare(
                    """
                    INSERT INTO rows (kind, key, value, sum) VALUES (?, ?, ?, ?)
                    ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, sum = excluded.sum
                    """
                )
                .Bind(1, table.kind)
                .Bind(2, found)
                .Bind(3, value)
                .Bind(4, Checksum.Of(found, value))
                .Run();
        }

        void Set(T? now)
        {
            lock (table.changing)
            {
                if (now is null)
                {
                    table.rows.TryRemove(key, out _);
                    table.sorted?.Remove(key);
                    return;
                }
                if (!table.rows.ContainsKey(key))
                    table.sorted?.Add(key);
                table.rows[key] = now;
            }
        }
    }
}

/// <summary>The interface of a table for the database.</summary>
interface ITable
{
    string Name { get; }

    void Load(Connection connection);
}
