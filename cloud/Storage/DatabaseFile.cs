using System.Diagnostics;
using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>Opens, locks, checks and closes the file of a database.</summary>
sealed class DatabaseFile : IDisposable
{
    // The integrity check of a large file is stopped after this time, so that the start does not take long.
    static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(1);

    const string Advice = "Run `./classroom cloud repair` to save what can be read, or name another folder.";

    readonly string path;
    readonly FolderLock? owner;

    public DatabaseFile(string folder, string name, string? holder, Durability durability)
    {
        (Folder, Durability) = (folder, durability);
        path = Path.Combine(folder, name);
        if (holder is not null)
            owner = FolderLock.Take(folder, holder);
        Commits = new(path, durability);
    }

    public string Folder { get; }

    public Durability Durability { get; }

    public Commits Commits { get; }

    public string? Warning { get; private set; }

    /// <summary>The connection of the writer.</summary>
    public Connection? Writing { get; private set; }

    /// <summary>Opens, checks and loads the file. Returns null if the file does not exist and may not be created.</summary>
    public Connection? Open(Action<Connection, bool> load)
    {
        var mayWrite = owner is not null;
        if (!mayWrite && !File.Exists(path))
            return null;
        var end = mayWrite ? Commits.Read(path) : null;
        if (Directory.Exists(path))
            throw new StorageException(
                $"{path} is a folder; the data must be in a file with this name. Move the folder away, or name another folder for the data."
            );
        var isNew = !File.Exists(path);
        if (isNew && end is not null)
            throw new StorageException(
                $"The file {path} is missing, although {path}.check shows that it existed. "
                    + $"Restore it from a backup, or move {Folder} away to start with empty data."
            );
        if (!isNew && mayWrite)
            CheckHeader(end);
        Connection? connection = null;
        try
        {
            if (isNew)
                Make(path);
            connection = Connection.Open(path, isReadOnly: !mayWrite);
            CheckOwner(connection);
            if (mayWrite)
                BeginWriting(connection, isNew, end);
            load(connection, mayWrite);
            if (mayWrite)
            {
                Commits.Begin(connection.Number("SELECT value FROM meta WHERE key = 'commits'"));
                Writing = connection;
            }
            return connection;
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw Explain(exception);
        }
        catch (DamagedRowException exception)
        {
            connection?.Dispose();
            throw new StorageException(
                $"The data in {Folder} is damaged: {exception.Message} does not match its checksum. {Advice}",
                exception
            );
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    public Connection Reader()
    {
        var connection = Connection.Open(path, isReadOnly: true);
        connection.Execute("PRAGMA cache_size = -512");
        return connection;
    }

    public void Dispose()
    {
        if (Writing is not null)
        {
            Close(Writing);
            Writing = null;
        }
        Commits.Dispose();
        owner?.Dispose();
    }

    void Close(Connection connection)
    {
        var isWhole = true;
        try
        {
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // The disk is full: the log stays beside the file and is read at the next start.
            isWhole = false;
        }
        connection.Dispose();
        try
        {
            if (isWhole && !(new FileInfo(path + "-wal") is { Exists: true, Length: > 0 }))
                Commits.End(path);
        }
        catch (IOException)
        {
            // The next start treats this as an unclean shutdown and checks more.
        }
    }

    /// <summary>Creates an empty database: a complete file or none.</summary>
    public static void Make(string path)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var connection = Connection.Open(fresh))
        {
            connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
            connection.Execute($"PRAGMA application_id = {Schema.Application}");
            connection.Execute($"PRAGMA user_version = {Schema.Version}");
            Schema.Make(connection, new Dictionary<string, string>());
        }
        File.Move(fresh, path);
    }

    void BeginWriting(Connection connection, bool isNew, LastEnd? end)
    {
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute($"PRAGMA synchronous = {Durability}");
        connection.Execute("PRAGMA wal_autocheckpoint = 4000");
        connection.Execute("PRAGMA journal_size_limit = 67108864");
        connection.Execute("PRAGMA temp_store = MEMORY");
        if (isNew || end is { IsClean: true })
            return;
        CheckWhole(connection);
        if (end is not null)
            CheckCommits(connection, end);
    }

    /// <summary>
    /// Checks, before SQLite opens the file and possibly changes it, that it is a SQLite database and that it has not changed since it was
    /// closed.
    /// </summary>
    void CheckHeader(LastEnd? end)
    {
        var length = new FileInfo(path).Length;
        Span<byte> start = stackalloc byte[16];
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1))
        {
            var count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (!start[..count].SequenceEqual("SQLite format 3\0"u8))
                throw Foreign();
        }
        if (end is { IsClean: true } && (length != end.Length || Checksum.OfFile(path) != end.Checksum))
            throw new StorageException($"The data in {Folder} is damaged: {path} has changed since it was closed. {Advice}");
    }

    void CheckOwner(Connection connection)
    {
        if (connection.Number("PRAGMA application_id") != Schema.Application)
            throw Foreign();
        var version = connection.Number("PRAGMA user_version");
        if (version != Schema.Version)
        {
            throw new StorageException(
                $"The data in {Folder} was written by {(version > Schema.Version ? "a newer" : "another")} version (format "
                    + $"{version}; this version reads format {Schema.Version}). Update Classroom, or name another folder."
            );
        }
    }

    /// <summary>
    /// Runs SQLite's integrity check after an unclean shutdown, for a limited time. The rest of a large file is checked row by row when it
    /// is read.
    /// </summary>
    void CheckWhole(Connection connection)
    {
        var began = Stopwatch.GetTimestamp();
        connection.Interrupt(() => Stopwatch.GetElapsedTime(began) > LongestCheck);
        try
        {
            if (connection.Text("PRAGMA integrity_check(1)") is { } found and not "ok")
                throw new StorageException($"The data in {Folder} is damaged ({found}). {Advice}");
        }
        catch (SqliteException exception) when (exception.WasInterrupted)
        {
            Warning = $"{path} is large: only a part of it was checked after the unclean shutdown, the rest is checked when it is read";
        }
        finally
        {
            connection.Interrupt(() => false);
        }
    }

    void CheckCommits(Connection connection, LastEnd end)
    {
        if (connection.Number("SELECT count(*) FROM sqlite_master WHERE name = 'meta'") == 0)
            throw new StorageException(
                $"The data in {Folder} is damaged: its tables are missing, although they had been written. {Advice}"
            );
        var missing = end.Commits - connection.Number("SELECT value FROM meta WHERE key = 'commits'");
        if (missing <= 0)
            return;
        var what =
            missing == 1
                ? "the last transaction before the process ended is missing"
                : $"the last {missing} transactions before the process ended are missing";
        if (end.Durability == Durability.Full)
            throw new StorageException($"The data in {Folder} is damaged: {what}, although they had been written. {Advice}");
        Warning = $"{what}: with --durability normal a power cut can lose them";
    }

    StorageException Foreign() => new($"The file {path} is not a database of this program. Name another folder, or move the file away.");

    StorageException Explain(SqliteException exception) =>
        exception.IsDamage ? new($"The data in {Folder} is damaged ({exception.Message}). {Advice}", exception)
        : exception.CannotOpen
            ? new(
                $"The file {path} cannot be opened for writing ({exception.Message}). Change its permissions, or name another folder.",
                exception
            )
        : exception.IsDiskFull ? new($"The disk that holds {Folder} is full. Free some space and start again.", exception)
        : new($"The file {path} cannot be used ({exception.Message}).", exception);
}
