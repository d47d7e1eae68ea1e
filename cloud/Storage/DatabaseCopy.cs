using System.Text;
using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>A row of a table of records.</summary>
readonly record struct StoredRow(string Table, string Key, string Value);

/// <summary>Copies the file of a database while another process may write to it. The copy has the state between two commits.</summary>
static class DatabaseCopy
{
    public static void Write(string from, string to)
    {
        try
        {
            File.Delete(to);
            using (var source = Connection.Open(from, isReadOnly: true))
            using (var target = Connection.Open(to))
                source.CopyTo(target);
            Close(to);
        }
        catch (SqliteException exception)
        {
            throw exception.IsDiskFull
                ? new StorageException(
                    $"The disk that holds {Path.GetDirectoryName(to)} is full. Free some space and try again.",
                    exception
                )
                : new StorageException($"The data in {from} cannot be copied ({exception.Message}).", exception);
        }
    }

    /// <summary>The id of the database and the version of its format; null for a file that is no database of this program.</summary>
    public static (string Id, long Version)? Identify(string path)
    {
        try
        {
            using var connection = Connection.Open(path, isReadOnly: true);
            return connection.Number("PRAGMA application_id") == Schema.Application
                ? (connection.Text("SELECT value FROM meta WHERE key = 'id'") ?? "", connection.Number("PRAGMA user_version"))
                : null;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>The rows of all tables of records.</summary>
    public static List<StoredRow> Rows(string path)
    {
        using var connection = Connection.Open(path, isReadOnly: true);
        using var read = connection.PrepareOnce("SELECT kind, key, value, sum FROM rows");
        var found = new List<StoredRow>();
        while (read.Step())
        {
            var row = new StoredRow(read.Text(0)!, read.Text(1)!, read.Text(2)!);
            if (Checksum.Of(Encoding.UTF8.GetBytes(row.Key), Encoding.UTF8.GetBytes(row.Value)) != read.Long(3))
                throw new StorageException($"The data in {path} is damaged: a row of {row.Table} does not match its checksum.");
            found.Add(row);
        }
        return found;
    }

    /// <summary>Removes and adds rows of tables of records in a copy that no process has open.</summary>
    public static void Change(string path, IEnumerable<StoredRow> removed, IEnumerable<StoredRow> added)
    {
        using (var connection = Connection.Open(path))
        {
            connection.Execute("BEGIN IMMEDIATE");
            foreach (var row in removed)
                connection.Prepare("DELETE FROM rows WHERE kind = ? AND key = ?").Bind(1, row.Table).Bind(2, row.Key).Run();
            foreach (var row in added)
                connection
                    .Prepare("INSERT OR REPLACE INTO rows (kind, key, value, sum) VALUES (?, ?, ?, ?)")
                    .Bind(1, row.Table)
                    .Bind(2, row.Key)
                    .Bind(3, row.Value)
                    .Bind(4, Checksum.Of(Encoding.UTF8.GetBytes(row.Key), Encoding.UTF8.GetBytes(row.Value)))
                    .Run();
            connection.Execute("COMMIT");
        }
        Close(path);
    }

    /// <summary>Adds the rows of an archive whose keys are missing, under numbers of their own.</summary>
    /// <param name="owners">The beginning of the owners' names.</param>
    public static void AddMissing(string from, string to, string archive, string owners)
    {
        using (var source = Connection.Open(from, isReadOnly: true))
        using (var target = Connection.Open(to))
        {
            using var read = source.PrepareOnce(
                $"SELECT key, owner, state, at, value, sum FROM {archive} WHERE owner >= ? AND owner < ? ORDER BY number"
            );
            var names = Names.Below(owners);
            read.Bind(1, names.From).Bind(2, names.To);
            target.Execute("BEGIN IMMEDIATE");
            while (read.Step())
                target
                    .Prepare($"INSERT OR IGNORE INTO {archive} (key, owner, state, at, value, sum) VALUES (?, ?, ?, ?, ?, ?)")
                    .Bind(1, read.Text(0))
                    .Bind(2, read.Text(1))
                    .Bind(3, read.Text(2))
                    .Bind(4, read.Long(3))
                    .Bind(5, read.Utf8(4))
                    .Bind(6, read.Long(5))
                    .Run();
            target.Execute("COMMIT");
        }
        Close(to);
    }

    /// <summary>Keeps only these rows of tables of records, and only the rows of one archive that such owners have.</summary>
    public static void Reduce(string path, IReadOnlyCollection<StoredRow> kept, string archive, string owners)
    {
        var others = Rows(path).Except(kept).ToList();
        using (var connection = Connection.Open(path))
        {
            connection.Execute("BEGIN IMMEDIATE");
            foreach (var row in others)
                connection.Prepare("DELETE FROM rows WHERE kind = ? AND key = ?").Bind(1, row.Table).Bind(2, row.Key).Run();
            foreach (var table in Archives(connection).Where(table => table != archive))
                connection.Execute($"DELETE FROM {table}");
            var names = Names.Below(owners);
            connection.Prepare($"DELETE FROM {archive} WHERE owner < ? OR owner >= ?").Bind(1, names.From).Bind(2, names.To).Run();
            connection.Execute("COMMIT");
        }
        Compact(path);
    }

    /// <summary>Writes the copy again without the pages of removed rows, which still have their contents.</summary>
    public static void Compact(string path)
    {
        using (var connection = Connection.Open(path))
            connection.Execute("VACUUM");
        Close(path);
    }

    static List<string> Archives(Connection connection)
    {
        using var read = connection.PrepareOnce(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('rows', 'meta') AND name NOT LIKE 'sqlite_%'"
        );
        var found = new List<string>();
        while (read.Step())
            found.Add(read.Text(0)!);
        return found;
    }

    /// <summary>Leaves the copy as a database that was closed cleanly: one file, and its length and checksum beside it.</summary>
    static void Close(string path)
    {
        long commits;
        using (var connection = Connection.Open(path))
        {
            // A copy of a database with a write-ahead log has one too when it is opened.
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            commits = connection.Number("SELECT value FROM meta WHERE key = 'commits'");
        }
        Commits.Seal(path, commits);
    }
}
