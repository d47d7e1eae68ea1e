using System.Globalization;
using System.Text;
using Classroom.Storage.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Classroom.Storage;

/// <summary>
/// Counts the commits in the database and in a small file beside it. If the end of its log is damaged, SQLite ignores that part without an
/// error; a difference between the two counts shows that changes are missing. After a clean shutdown the file holds the length and the
/// checksum of the database instead.
/// </summary>
sealed class Commits : IDisposable
{
    /// <summary>What the name of the file has in addition to the name of the database.</summary>
    public const string Suffix = ".check";

    const string Running = "running";
    const string Closed = "closed";

    readonly string path;
    readonly Durability durability;
    SafeFileHandle? file;
    long count;

    public Commits(string databasePath, Durability durability)
    {
        path = databasePath + Suffix;
        this.durability = durability;
    }

    /// <summary>Reads how the last process ended; null if there is no such file.</summary>
    public static LastEnd? Read(string databasePath)
    {
        var path = databasePath + Suffix;
        if (!File.Exists(path))
            return null;
        var words = File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [Running, var commits, var durability]
                when Number(commits) is { } count && Enum.TryParse<Durability>(durability, ignoreCase: true, out var kept) => new(
                IsClean: false,
                count,
                kept,
                0,
                0
            ),
            [Closed, var commits, var length, var sum]
                when (Number(commits), Number(length), Number(sum)) is ({ } count, { } bytes, { } checksum) => new(
                IsClean: true,
                count,
                Durability.Full,
                bytes,
                (uint)checksum
            ),
            _ => null,
        };
    }

    /// <summary>Starts counting from the known number of commits.</summary>
    public void Begin(long known)
    {
        count = known;
        file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        Tell();
    }

    /// <summary>Stores the next count within the current transaction.</summary>
    public void Store(Connection connection) =>
        connection.Prepare("UPDATE meta SET value = ? WHERE key = 'commits'").Bind(1, count + 1).Run();

    public void Written()
    {
        count++;
        Tell();
    }

    /// <summary>Called after the database has been closed cleanly.</summary>
    public void End(string databasePath)
    {
        file?.Dispose();
        file = null;
        Seal(databasePath, count);
    }

    /// <summary>Writes the length and the checksum of a database that no process has open.</summary>
    public static void Seal(string databasePath, long count)
    {
        var (length, sum) = (new FileInfo(databasePath).Length, Checksum.OfFile(databasePath));
        File.WriteAllText(databasePath + Suffix, string.Create(CultureInfo.InvariantCulture, $"{Closed} {count} {length} {sum}\n"));
    }

    public void Dispose() => file?.Dispose();

    // The count is padded with zeros, so that a line always overwrites the whole line before it.
    void Tell() =>
        RandomAccess.Write(
            file!,
            Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{Running} {count:d19} {durability.ToString().ToLowerInvariant()}\n")
            ),
            0
        );

    static long? Number(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>How the last process left the data.</summary>
sealed record LastEnd(bool IsClean, long Commits, Durability Durability, long Length, uint Checksum);

/// <summary>The point in time at which a call is answered.</summary>
enum Durability
{
    /// <summary>When the change is on the disk: it survives a power cut.</summary>
    Full,

    /// <summary>
    /// When the operating system has the change: it survives a killed process. A power cut may lose the latest changes, but never damages
    /// the data.
    /// </summary>
    Normal,
}
