using System.Text.Json;

namespace Classroom.Storage;

/// <summary>
/// Everything that must survive, as a file of changes: a line is what one call has changed, written before the call is answered. Each change
/// carries the number of the moment at which it was made, since a long call may be written after a short one that began later.
/// While nothing is being changed a file that has grown large is written anew.
/// </summary>
sealed class Journal : IDisposable
{
    // At start-up nobody waits but for the start; while calls come in, everything stands still for as long as it takes.
    const long SmallestToCompactAtStart = 32 * 1024 * 1024;
    const long SmallestToCompact = 256 * 1024 * 1024;
    const int GrowthBeforeCompacting = 4;

    [ThreadStatic]
    static Batch? current;

    readonly string folder;
    readonly string path;
    readonly Lock gate = new();
    readonly ReaderWriterLockSlim quiet = new();
    readonly Dictionary<string, IJournaled> tables = new(StringComparer.Ordinal);
    readonly FileStream? owner;
    FileStream? file;
    long last;
    long size;
    readonly long smallestToCompact;
    long compactAt;

    /// <param name="holder">Who works with the folder, in words for another who wants to; null for one who only reads, beside whoever writes.</param>
    /// <param name="smallestToCompact">How large the file must be to be written anew while it is used.</param>
    public Journal(string folder, string? holder, long smallestToCompact = SmallestToCompact)
    {
        this.folder = folder;
        compactAt = this.smallestToCompact = smallestToCompact;
        if (holder is not null)
        {
            Directory.CreateDirectory(folder);
            owner = Own(folder, holder);
        }
        path = Path.Combine(folder, "journal");
    }

    public string Folder => folder;

    public void Register(string name, IJournaled table) => tables.Add(name, table);

    /// <summary>Reads what there is, when every table is there to take it; from now on changes are written.</summary>
    public void Open()
    {
        var asFound = JournalFile.Read(path, isOwned: owner is not null, change =>
        {
            // A table that is not known is one of a service that has gone.
            if (tables.TryGetValue(change[0].GetString()!, out var table)) table.Replay(change);
        });
        last = asFound.Last;
        if (owner is null) return;
        Append();
        if (!asFound.IsAsWritten || size > SmallestToCompactAtStart) Compact();
    }

    /// <summary>What happens within is one change: all of it is on disk, or nothing.</summary>
    public T Atomically<T>(Func<T> work) => current is null ? Apart(work) : work();

    public void Atomically(Action work) => Atomically(Nothing(work));

    /// <summary>As <see cref="Atomically{T}"/>, and on disk when this returns, even within a call that has not ended: for what others go on from at once.</summary>
    public void Apart(Action work) => Apart(Nothing(work));

    T Apart<T>(Func<T> work)
    {
        var outer = current;
        if (outer is null) quiet.EnterReadLock();
        var batch = current = new();
        try
        {
            return work();
        }
        finally
        {
            current = outer;
            Write(batch);
            batch.Written();
            if (outer is null)
            {
                quiet.ExitReadLock();
                if (Interlocked.Read(ref size) > compactAt) TryCompact();
            }
        }
    }

    /// <summary>Does something that must not happen before the change under way is on disk, such as to delete what it no longer needs.</summary>
    public void Afterwards(Action work)
    {
        if (current is null) work();
        else current.Afterwards(work);
    }

    /// <summary>Makes a change in memory and keeps it.</summary>
    /// <param name="turn">What orders the changes of the same thing.</param>
    /// <param name="apply">False when there was nothing to change.</param>
    internal bool Change(object turn, Func<bool> apply, Action<Utf8JsonWriter> write) => Atomically(() =>
    {
        if (owner is null) throw new InvalidOperationException($"{folder} was opened to be read");
        long number;
        lock (turn)
        {
            if (!apply()) return false;
            number = Interlocked.Increment(ref last);
        }
        current!.Add(number, write);
        return true;
    });

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
        }
        owner?.Dispose();
        quiet.Dispose();
    }

    static Func<int> Nothing(Action work) => () =>
    {
        work();
        return 0;
    };

    void Write(Batch batch)
    {
        if (batch.IsEmpty) return;
        lock (gate)
        {
            // After the end nothing is acknowledged any more.
            if (file is null) return;
            var line = batch.Line;
            file.Write(line);
            size += line.Length;
        }
    }

    void Append()
    {
        file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (file.Length == 0) file.Write(JournalFile.Header);
        size = file.Length;
    }

    /// <summary>Compacts in a moment without changes; in a busy one the next change tries again.</summary>
    void TryCompact()
    {
        if (!quiet.TryEnterWriteLock(0)) return;
        try
        {
            lock (gate)
            {
                if (file is not null && size > compactAt) Compact();
            }
        }
        finally
        {
            quiet.ExitWriteLock();
        }
    }

    /// <summary>Writes what there is now to a new file, and puts that in the place of the old one.</summary>
    void Compact()
    {
        var fresh = $"{path}.new";
        using (var target = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            target.Write(JournalFile.Header);
            last = 0;
            foreach (var table in tables.Values)
            {
                table.WriteAll(write =>
                {
                    var batch = new Batch();
                    batch.Add(++last, write);
                    target.Write(batch.Line);
                });
            }
            target.Flush(flushToDisk: true);
        }
        file!.Dispose();
        File.Move(fresh, path, overwrite: true);
        Append();
        compactAt = Math.Max(smallestToCompact, size * GrowthBeforeCompacting);
    }

    static FileStream Own(string folder, string holder)
    {
        var path = Path.Combine(folder, "lock");
        var note = Path.Combine(folder, "lock.holder");
        try
        {
            var own = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(note, holder);
            return own;
        }
        catch (IOException)
        {
            throw new FolderInUseException($"{(File.Exists(note) ? File.ReadAllText(note) : "Another process")} works with the data in {folder}. Stop it, or name another folder.");
        }
    }
}

/// <summary>Something whose changes are in the journal.</summary>
interface IJournaled
{
    /// <summary>Makes a change again: an array of the table's name, a key, and what the table wrote.</summary>
    void Replay(JsonElement change);

    /// <summary>All that there is, as changes from nothing.</summary>
    void WriteAll(Action<Action<Utf8JsonWriter>> write);
}

/// <summary>Data that cannot be used.</summary>
class StorageException(string message) : Exception(message);

/// <summary>Data that another process is using.</summary>
sealed class FolderInUseException(string message) : StorageException(message);
