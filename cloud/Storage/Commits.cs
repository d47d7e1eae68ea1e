using System.Globalization;
using System.Text;
using Classroom.Storage.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Classroom.Storage;

/// <summary>
/// Counts commits in the database and in a small file beside it. SQLite leaves out the end of a log that is damaged without a word; the
/// file beside it tells that something is missing.
/// After a clean end that file has the length and the checksum of the database instead.
/// </summary>
sealed class Commits : IDisposable
{
    const string Running = "running";
    const string Closed = "closed";

    readonly string path;
    readonly Durability durability;
    SafeFileHandle? file;
    long count;

    public Commits(string databasePath, Durability durability)
    {
        path = databasePath + ".check";
        this.durability = durability;
    }

    /// <summary>What the file says of the last end; null where there is no file.</summary>
    public static LastEnd? Read(string databasePath)
    {
        var path = databasePath + ".check";
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

    /// <summary>From now on each commit is counted.</summary>
    public void Begin(long known)
    {
        count = known;
        file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        Tell();
    }

    /// <summary>Counts the transaction under way, within it.</summary>
    public void Store(Connection connection) =>
        connection.Prepare("UPDATE meta SET value = ? WHERE key = 'commits'").Bind(1, count + 1).Run();

    public void Written()
    {
        count++;
        Tell();
    }

    /// <summary>The database has been closed in order.</summary>
    public void End(string databasePath)
    {
        file?.Dispose();
        file = null;
        var (length, sum) = (new FileInfo(databasePath).Length, Checksum.OfFile(databasePath));
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{Closed} {count} {length} {sum}\n"));
    }

    public void Dispose() => file?.Dispose();

    // Digits enough that a line is never shorter than the one before.
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

/// <summary>How the data was left.</summary>
sealed record LastEnd(bool IsClean, long Commits, Durability Durability, long Length, uint Checksum);

/// <summary>What a call's answer waits for.</summary>
enum Durability
{
    /// <summary>Until the change is on the disk: it survives a power cut.</summary>
    Full,

    /// <summary>
    /// Until the operating system has the change: it survives a killed process; a power cut may take the last moments and never damages.
    /// </summary>
    Normal,
}
