using System.Collections.Concurrent;
using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>
/// Everything that must survive, in one SQLite file. A transaction is what one call changes: it is applied in memory and queued in one
/// step, written
/// together with all others that wait, and undone in memory if it cannot be written.
/// </summary>
sealed class Database : IDisposable
{
    const int MostReads = 4;

    [ThreadStatic]
    static Transaction? current;

    readonly DatabaseFile file;
    readonly List<ITable> tables = [];
    readonly List<IArchive> archives = [];
    readonly Dictionary<string, string> views = new(StringComparer.Ordinal);
    readonly ConcurrentBag<Connection> readers = [];
    readonly bool isReadOnly;
    Writer? writer;

    /// <param name="name">The file's name in the folder.</param>
    /// <param name="holder">Who works with the folder, in words for another who wants to; null for one who only reads, beside whoever
    /// writes.</param>
    public Database(string folder, string name, string? holder, Durability durability = Durability.Full)
    {
        isReadOnly = holder is null;
        file = new(folder, name, holder, durability);
    }

    public string Folder => file.Folder;

    public Durability Durability => file.Durability;

    /// <summary>Names this database for good: another file has another.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What was found at the start and is worth telling, such as changes that a power cut has taken.</summary>
    public string? Warning => file.Warning;

    /// <summary>Why nothing can be written now; null where writing works.</summary>
    public NotWrittenException? Failure => writer?.Failure;

    /// <summary>Told of what went wrong where nobody waits for it.</summary>
    public Action<Exception> Broken { get; set; } = _ => { };

    internal Transaction? Current => current;

    /// <summary>So many pages of the file may be used, as on a disk that is full then; nobody may be writing meanwhile.</summary>
    internal void LimitTo(long pages) => file.Writing!.Execute($"PRAGMA max_page_count = {pages}");

    internal void Register(ITable table) => tables.Add(table);

    internal void Register(IArchive archive) => archives.Add(archive);

    /// <summary>A view for people who look into the file.</summary>
    public void View(string name, string select) => views.Add(name, select);

    /// <summary>Reads what there is, when every table is there to take it; from now on changes are written.</summary>
    public void Open()
    {
        var connection = file.Open(this.Load);
        if (connection is null)
            return;
        if (isReadOnly)
            readers.Add(connection);
        else
            writer = new(connection, file.Commits, Folder, exception => Broken(exception));
    }

    /// <summary>What happens within is one transaction: all of it is kept, or nothing.</summary>
    public T Atomically<T>(Func<T> work) => current is null ? Separately(work) : work();

    public void Atomically(Action work) =>
        Atomically(() =>
        {
            work();
            return 0;
        });

    /// <summary>As <see cref="Atomically{T}"/>, but a transaction of its own even within another: others see it at once.</summary>
    public T Separately<T>(Func<T> work)
    {
        var outer = current;
        var transaction = current = new(writer?.Epoch ?? 0);
        try
        {
            var result = work();
            current = outer;
            Submit(transaction);
            return result;
        }
        finally
        {
            current = outer;
        }
    }

    public void Separately(Action work) =>
        Separately(() =>
        {
            work();
            return 0;
        });

    /// <summary>
    /// Does something that must not happen before the transaction under way is kept, such as to delete a file that it no longer needs.
    /// </summary>
    public void Afterwards(Action work)
    {
        if (current is null)
            work();
        else
            current.Afterwards(work);
    }

    /// <summary>
    /// Keeps a transaction that must not be lost, however often it takes: for work that nobody waits for. Ends without it when the database
    /// is closed.
    /// </summary>
    public async Task PersistAsync(Action work, TimeProvider clock)
    {
        while (true)
        {
            try
            {
                await KeepAsync(work).ConfigureAwait(false);
                return;
            }
            catch (NotWrittenException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A transaction of its own; done when it is kept.</summary>
    public Task KeepAsync(Action work)
    {
        using var scope = CallScope.OnThread();
        try
        {
            Separately(work);
        }
        catch (NotWrittenException exception)
        {
            return Task.FromException(exception);
        }
        return scope.KeptAsync();
    }

    /// <summary>Gives room that removed rows have left back to the disk, a part at a time.</summary>
    public void Compact() => Write(transaction => transaction.Add(new Vacuum()));

    sealed class Vacuum : Write
    {
        const int Pages = 1000;

        public override int Size => 0;

        public override void Store(Connection connection) => connection.Execute($"PRAGMA incremental_vacuum({Pages})");
    }

    /// <summary>Done when everything that has been queued so far is in the file, or has been refused.</summary>
    public Task SettledAsync() => writer?.SettledAsync() ?? Task.CompletedTask;

    internal void Write(Action<Transaction> change)
    {
        if (isReadOnly)
            throw new InvalidOperationException($"{Folder} was opened to be read");
        if (current is { } transaction)
            change(transaction);
        else
            Separately(() => change(current!));
    }

    internal T Read<T>(Func<Connection, T> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return ReadOnce(read);
            }
            catch (SqliteException exception) when (exception.IsTransient && attempt < MostReads)
            {
                // SQLite has waited for the lock, and gives up under heavy load; the next attempt has a connection of its own.
            }
            catch (SqliteException exception)
            {
                throw new StorageException(
                    exception.IsDamage
                        ? $"The data in {Folder} is damaged ({exception.Message}). Stop the cloud and run `./classroom cloud repair`."
                        : $"The data in {Folder} cannot be read now ({exception.Message}). Try again; if it stays so, restart the cloud.",
                    exception
                );
            }
        }
    }

    T ReadOnce<T>(Func<Connection, T> read)
    {
        if (!readers.TryTake(out var connection))
            connection = file.Reader();
        try
        {
            var result = read(connection);
            readers.Add(connection);
            return result;
        }
        catch
        {
            // A statement of it may be in any state: the next read opens a connection.
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        writer?.Close();
        while (readers.TryTake(out var reader))
            reader.Dispose();
        file.Dispose();
    }

    void Submit(Transaction transaction)
    {
        if (transaction.Writes.Count > 0)
        {
            var commit = writer!.Submit(transaction);
            CallScope.Current?.Add(commit);
            return;
        }
        foreach (var work in transaction.After)
            work();
    }

    void Load(Connection connection, bool mayWrite)
    {
        if (mayWrite)
        {
            connection.Execute("BEGIN IMMEDIATE");
            Schema.Make(connection, views);
        }
        foreach (var archive in archives)
            archive.Open(connection, mayWrite);
        foreach (var table in tables)
            table.Load(connection);
        Id = connection.Text("SELECT value FROM meta WHERE key = 'id'") ?? "";
        if (mayWrite)
            connection.Execute("COMMIT");
    }
}
