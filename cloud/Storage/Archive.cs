using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>The indexes of an archive, in addition to the row number.</summary>
[Flags]
enum FoundBy
{
    Number = 0,

    /// <summary>By a unique key.</summary>
    Key = 1,

    /// <summary>By an owner; the rows of an owner are sorted by position.</summary>
    Owner = 2,

    /// <summary>By a state, or by a state and an owner; sorted by position.</summary>
    State = 4,

    /// <summary>By position alone; the position is then a time.</summary>
    Time = 8,
}

/// <summary>A row of an archive.</summary>
/// <param name="At">The position of the row among the rows of its owner: a time in milliseconds, or a number.</param>
sealed record Entry<T>(long Number, string? Key, string? Owner, long At, T Value);

/// <summary>A range of owners or keys, in ordinal order. The end of the range is excluded.</summary>
readonly record struct Names(string From, string To)
{
    public static Names Only(string name) => new(name, name + "\0");

    public static Names Below(string prefix) => new(prefix, prefix[..^1] + (char)(prefix[^1] + 1));
}

/// <summary>Which rows to read, and in which order.</summary>
sealed record Selection
{
    public string? Owner { get; init; }

    public string? State { get; init; }

    public long From { get; init; } = long.MinValue;

    /// <summary>The end of the range, excluded.</summary>
    public long To { get; init; } = long.MaxValue;

    public bool Descending { get; init; }

    public int Most { get; init; } = int.MaxValue;
}

/// <summary>
/// Rows that are only in the file and not in memory: for data that grows. A read sees only what is in the file. A caller that must see
/// queued changes too waits for <see cref="Database.SettledAsync"/> first.
/// </summary>
sealed class Archive<T> : IArchive
    where T : class
{
    const int LargestPortion = 100;

    readonly Database database;
    readonly string name;
    readonly FoundBy foundBy;
    JsonTypeInfo<T>? shape;
    long last;

    public Archive(Database database, string name, FoundBy foundBy, JsonTypeInfo<T>? shape = null)
    {
        this.database = database;
        this.name = name;
        this.foundBy = foundBy;
        this.shape = shape;
        database.Register(this);
    }

    /// <summary>
    /// Created when the first row is read or written: creating it for all archives at once would take a fifth of the start time.
    /// </summary>
    JsonTypeInfo<T> Shape => shape ??= Stored.Shape<T>();

    string IArchive.Name => name;

    /// <summary>Adds a row and returns its number.</summary>
    public long Add(T value, long at, string? owner = null, string? key = null, string? state = null)
    {
        var number = Reserve();
        Write(
            $"INSERT INTO {name} (number, key, owner, state, at, value, sum) VALUES (?, ?, ?, ?, ?, ?, ?)",
            new(number, key, owner, state, at, JsonSerializer.SerializeToUtf8Bytes(value, Shape))
        );
        return number;
    }

    /// <summary>Reserves a number for a row that is added later.</summary>
    public long Reserve() => Interlocked.Increment(ref last);

    /// <summary>
    /// Adds or replaces the row with this key. An existing row keeps its number; a new row gets the given number, or the next one.
    /// </summary>
    public void Put(string key, T value, long at, string? owner = null, string? state = null, long? number = null) =>
        Write(
            $"""
            INSERT INTO {name} (number, key, owner, state, at, value, sum) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET owner = excluded.owner, state = excluded.state, at = excluded.at, value = excluded.value, sum = excluded.sum
            """,
            new(number ?? Reserve(), key, owner, state, at, JsonSerializer.SerializeToUtf8Bytes(value, Shape))
        );

    public void Remove(string key) => Delete("key = ?", statement => statement.Bind(1, key));

    public void Remove(long number) => Delete("number = ?", statement => statement.Bind(1, number));

    public void RemoveOf(string owner) => Delete("owner = ?", statement => statement.Bind(1, owner));

    /// <summary>Removes the rows of an owner before a position.</summary>
    public void RemoveOf(string owner, long before) =>
        Delete("owner = ? AND at < ?", statement => statement.Bind(1, owner).Bind(2, before));

    /// <summary>Removes the rows of all owners in a range.</summary>
    public void RemoveOf(Names owners) =>
        Delete("owner >= ? AND owner < ?", statement => statement.Bind(1, owners.From).Bind(2, owners.To));

    public void RemoveKeys(Names keys) => Delete("key >= ? AND key < ?", statement => statement.Bind(1, keys.From).Bind(2, keys.To));

    /// <summary>
    /// Removes the rows whose owner is the number of a row of another archive, if the owner of that other row is in a range.
    /// </summary>
    public void RemoveOfAll<TOwner>(Archive<TOwner> of, Names owners)
        where TOwner : class =>
        Delete(
            $"owner IN (SELECT CAST(number AS TEXT) FROM {of.name} WHERE owner >= ? AND owner < ?)",
            statement => statement.Bind(1, owners.From).Bind(2, owners.To)
        );

    /// <summary>Removes rows older than a time, at most the given number of rows.</summary>
    public void RemoveBefore(long moment, int most) =>
        Delete(
            $"number IN (SELECT number FROM {name} WHERE at < ? ORDER BY at LIMIT ?)",
            statement => statement.Bind(1, moment).Bind(2, most)
        );

    /// <summary>Removes the oldest rows until only so many are left, at most the given number of rows at once.</summary>
    public void RemoveBeyond(int kept, int most) =>
        Delete(
            $"number IN (SELECT number FROM {name} WHERE number <= (SELECT max(number) FROM {name}) - ? ORDER BY number LIMIT ?)",
            statement => statement.Bind(1, (long)kept).Bind(2, (long)most)
        );

    public Entry<T>? Find(string key) => database.Read(connection => One(connection, "key = ?", statement => statement.Bind(1, key)));

    public Entry<T>? Find(long number) =>
        database.Read(connection => One(connection, "number = ?", statement => statement.Bind(1, number)));

    public long Count() => database.Read(connection => connection.Prepare($"SELECT count(*) FROM {name}").Single());

    public long Count(string owner) =>
        database.Read(connection => connection.Prepare($"SELECT count(*) FROM {name} WHERE owner = ?").Bind(1, owner).Single());

    public bool Any(Names owners) =>
        database.Read(connection =>
            connection
                .Prepare($"SELECT EXISTS (SELECT 1 FROM {name} WHERE owner >= ? AND owner < ?)")
                .Bind(1, owners.From)
                .Bind(2, owners.To)
                .Single()
        ) == 1;

    /// <summary>Reads the selected rows in portions. No connection is held between two portions.</summary>
    public IEnumerable<Entry<T>> Read(Selection selection)
    {
        var left = selection.Most;
        (long At, long Number)? after = null;
        while (left > 0)
        {
            var size = Math.Min(left, LargestPortion);
            var portion = database.Read(connection => Portion(connection, selection, after, size));
            foreach (var entry in portion)
                yield return entry;
            if (portion.Count < size)
                yield break;
            left -= size;
            after = (portion[^1].At, portion[^1].Number);
        }
    }

    /// <summary>The size of the rows of an owner, in bytes.</summary>
    public long Size(string owner) =>
        database.Read(connection =>
            connection.Prepare($"SELECT sum(octet_length(value)) FROM {name} WHERE owner = ?").Bind(1, owner).Single()
        );

    /// <summary>The size of the rows of each owner, in bytes.</summary>
    public IReadOnlyList<(string Owner, long Bytes)> Sizes() =>
        Sizes($"SELECT owner, sum(octet_length(value)) FROM {name} WHERE owner IS NOT NULL GROUP BY owner");

    /// <summary>The size of the rows whose owner is the number of a row of another archive, for each owner of that other archive.</summary>
    public IReadOnlyList<(string Owner, long Bytes)> SizesBy<TOwner>(Archive<TOwner> of)
        where TOwner : class =>
        Sizes(
            $"SELECT of.owner, sum(octet_length(part.value)) FROM {name} part JOIN {of.name} of ON of.number = CAST(part.owner AS INTEGER) "
                + "WHERE of.owner IS NOT NULL GROUP BY of.owner"
        );

    IReadOnlyList<(string Owner, long Bytes)> Sizes(string sql) =>
        database.Read(connection =>
        {
            var statement = connection.Prepare(sql);
            var sizes = new List<(string, long)>();
            try
            {
                while (statement.Step())
                    sizes.Add((statement.Text(0)!, statement.Long(1)));
                return sizes;
            }
            finally
            {
                statement.Reset();
            }
        });

    void IArchive.Open(Connection connection, bool mayWrite)
    {
        if (mayWrite)
        {
            connection.Execute(
                $"CREATE TABLE IF NOT EXISTS {name} (number INTEGER PRIMARY KEY, key TEXT, owner TEXT, state TEXT, at INTEGER NOT "
                    + $"NULL, value TEXT NOT NULL, sum INTEGER NOT NULL)"
            );
            if (foundBy.HasFlag(FoundBy.Key))
                connection.Execute($"CREATE UNIQUE INDEX IF NOT EXISTS {name}_key ON {name} (key)");
            if (foundBy.HasFlag(FoundBy.Owner))
                connection.Execute($"CREATE INDEX IF NOT EXISTS {name}_owner ON {name} (owner, at)");
            if (foundBy.HasFlag(FoundBy.State))
                connection.Execute($"CREATE INDEX IF NOT EXISTS {name}_state ON {name} (state, owner, at)");
            if (foundBy.HasFlag(FoundBy.Time))
                connection.Execute($"CREATE INDEX IF NOT EXISTS {name}_time ON {name} (at)");
        }
        last = connection.Number($"SELECT max(number) FROM {name}");
    }

    Entry<T>? One(Connection connection, string condition, Action<Statement> bind)
    {
        var statement = connection.Prepare($"SELECT {Columns} FROM {name} WHERE {condition}");
        bind(statement);
        try
        {
            return statement.Step() ? Take(statement) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    List<Entry<T>> Portion(Connection connection, Selection selection, (long At, long Number)? after, int most)
    {
        var conditions = new List<string> { "at >= ?3 AND at < ?4" };
        if (selection.Owner is not null)
            conditions.Add("owner = ?1");
        if (selection.State is not null)
            conditions.Add("state = ?2");
        if (after is not null)
            conditions.Add($"(at, number) {(selection.Descending ? "<" : ">")} (?5, ?6)");
        var order = selection.Descending ? "DESC" : "ASC";
        var statement = connection
            .Prepare(
                $"SELECT {Columns} FROM {name} WHERE {string.Join(" AND ", conditions)} ORDER BY at {order}, number {order} LIMIT {most}"
            )
            .Bind(3, selection.From)
            .Bind(4, selection.To);
        if (selection.Owner is { } owner)
            statement.Bind(1, owner);
        if (selection.State is { } state)
            statement.Bind(2, state);
        if (after is var (at, number))
            statement.Bind(5, at).Bind(6, number);
        var found = new List<Entry<T>>();
        try
        {
            while (statement.Step())
                found.Add(Take(statement));
            return found;
        }
        finally
        {
            statement.Reset();
        }
    }

    const string Columns = "number, key, owner, at, value, sum";

    Entry<T> Take(Statement statement)
    {
        var value = statement.Utf8(4);
        var row = new Row(statement.Long(0), statement.Text(1), statement.Text(2), null, statement.Long(3), []);
        if (row.Sum(value) != statement.Long(5))
            throw Damaged(row.Number, row.Key);
        return new(row.Number, row.Key, row.Owner, row.At, JsonSerializer.Deserialize(value, Shape)!);
    }

    DamagedRowException Damaged(long number, string? key) =>
        new(
            $"Row {number} of {name}{(key is null ? "" : $" ({key})")} in {database.Folder} is damaged: its content does not match "
                + $"its checksum. Stop the cloud and run `./classroom cloud repair`."
        );

    void Write(string sql, Row row) => database.Write(transaction => transaction.Add(new Insertion(sql, row)));

    void Delete(string condition, Action<Statement> bind) =>
        database.Write(transaction => transaction.Add(new Deletion($"DELETE FROM {name} WHERE {condition}", bind)));

    sealed record Row(long Number, string? Key, string? Owner, string? State, long At, byte[] Value)
    {
        public long Sum(ReadOnlySpan<byte> value) => Checksum.Of(Encoding.UTF8.GetBytes($"{Key}\n{Owner}"), value, At);
    }

    sealed class Insertion(string sql, Row row) : Write
    {
        public override int Size => row.Value.Length + 100;

        public override void Store(Connection connection) =>
            connection
                .Prepare(sql)
                .Bind(1, row.Number)
                .Bind(2, row.Key)
                .Bind(3, row.Owner)
                .Bind(4, row.State)
                .Bind(5, row.At)
                .Bind(6, row.Value)
                .Bind(7, row.Sum(row.Value))
                .Run();
    }

    sealed class Deletion(string sql, Action<Statement> bind) : Write
    {
        public override int Size => 100;

        public override void Store(Connection connection)
        {
            var statement = connection.Prepare(sql);
            bind(statement);
            statement.Run();
        }
    }
}

/// <summary>The interface of an archive for the database.</summary>
interface IArchive
{
    string Name { get; }

    /// <summary>Creates the table if it does not exist and the database is writable.</summary>
    void Open(Connection connection, bool mayWrite);
}
