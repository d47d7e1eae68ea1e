using SQLitePCL;

namespace Classroom.Storage.Sqlite;

/// <summary>A connection to a SQLite file. Only one thread at a time may use it.</summary>
sealed class Connection : IDisposable
{
    // Another process that reads may hold a lock for a moment.
    const int BusyMilliseconds = 5000;

    readonly sqlite3 handle;
    readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);

    Connection(sqlite3 handle) => this.handle = handle;

    static Connection() => Batteries_V2.Init();

    public static Connection Open(string path, bool isReadOnly = false)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (isReadOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new Connection(handle);
        if (code != raw.SQLITE_OK)
        {
            using (connection)
                throw connection.Error(code);
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
        return connection;
    }

    /// <summary>Runs statements that return no rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>Returns a statement that is compiled once for this connection, ready to be bound.</summary>
    public Statement Prepare(string sql)
    {
        if (prepared.TryGetValue(sql, out var known))
            return known;
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return prepared[sql] = new(this, statement);
    }

    /// <summary>Compiles a statement; the caller disposes of it.</summary>
    public Statement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        return new(this, statement);
    }

    public long Number(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    public string? Text(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>Copies the whole database, as one reader sees it, into an empty one.</summary>
    public void CopyTo(Connection target)
    {
        using var backup = raw.sqlite3_backup_init(target.handle, "main", handle, "main");
        if (backup.IsInvalid)
            throw target.Error(raw.sqlite3_errcode(target.handle));
        Check(raw.sqlite3_backup_step(backup, -1));
    }

    /// <summary>Calls the function repeatedly while a statement runs; true ends the statement.</summary>
    public void Interrupt(Func<bool> shouldEnd) => raw.sqlite3_progress_handler(handle, 10_000, _ => shouldEnd() ? 1 : 0, null);

    internal void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw Error(code);
    }

    SqliteException Error(int code) => new(code, raw.sqlite3_errmsg(handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        prepared.Clear();
        handle.Dispose();
    }
}

/// <summary>An error of SQLite, with its extended result code.</summary>
sealed class SqliteException(int code, string message) : Exception($"{message} (SQLite {code})")
{
    /// <summary>The message of SQLite alone.</summary>
    public string Words => message;

    int Primary => code & 0xff;

    public bool IsDiskFull => Primary == raw.SQLITE_FULL;

    public bool IsDamage => Primary is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Whether a retry may succeed: another connection held a lock, or the log was being recovered.</summary>
    public bool IsTransient =>
        Primary
            is raw.SQLITE_BUSY
                or raw.SQLITE_LOCKED
                or raw.SQLITE_PROTOCOL
                or raw.SQLITE_SCHEMA
                or raw.SQLITE_READONLY
                or raw.SQLITE_CANTOPEN;

    public bool CannotOpen => Primary is raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY;

    public bool WasInterrupted => Primary == raw.SQLITE_INTERRUPT;
}
