using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

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

    /// <summary>Copies the rows of one table of records into a copy that no process has open.</summary>
    public static void CarryOver(string from, string to, string table)
    {
        using (var source = Connection.Open(from, isReadOnly: true))
        using (var target = Connection.Open(to))
        {
            using var read = source.PrepareOnce("SELECT key, value, sum FROM rows WHERE kind = ?");
            read.Bind(1, table);
            target.Execute("BEGIN IMMEDIATE");
            while (read.Step())
                target
                    .Prepare("INSERT OR REPLACE INTO rows (kind, key, value, sum) VALUES (?, ?, ?, ?)")
                    .Bind(1, table)
                    .Bind(2, read.Utf8(0))
                    .Bind(3, read.Utf8(1))
                    .Bind(4, read.Long(2))
                    .Run();
            target.Execute("COMMIT");
        }
        Close(to);
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
