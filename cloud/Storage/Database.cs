using System.Collections.Concurrent;
using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>
/// Stores all persistent data in one SQLite file. A transaction contains the changes of one call. It is applied in memory and queued in one
/// step, written together with all other queued transactions, and undone in memory if it cannot be written.
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

    /// <param name="name">The name of the file in the folder.</param>
    /// <param name="holder">
    /// The process that uses the folder, as error messages name it to another process; null to open the database read-only, which is
    /// possible while another process writes.
    /// </param>
    public Database(string folder, string name, string? holder, Durability durability = Durability.Full)
    {
        isReadOnly = holder is null;
        file = new(folder, name, holder, durability);
    }

    public string Folder => file.Folder;

    public Durability Durability => file.Durability;

    /// <summary>The permanent id of this database.</summary>
    public string Id { get; private set; } = "";

    /// <summary>A warning found at the start, for example that a power cut has lost changes.</summary>
    public string? Warning => file.Warning;

    /// <summary>The reason why changes cannot be written at present; null if writing works.</summary>
    public NotWrittenException? Failure => writer?.Failure;

    /// <summary>Called with an error that no caller waits for.</summary>
    public Action<Exception> Broken { get; set; } = _ => { };

    internal Transaction? Current => current;

    /// <summary>Limits the pages of the file, to simulate a full disk. No transaction may be written at the same time.</summary>
    internal void LimitTo(long pages) => file.Writing!.Execute($"PRAGMA max_page_count = {pages}");

    internal void Register(ITable table) => tables.Add(table);

    internal void Register(IArchive archive) => archives.Add(archive);

    /// <summary>Adds a view for people who query the file.</summary>
    public void View(string name, string select) => views.Add(name, select);

    /// <summary>Reads the data into the registered tables, and starts the writer.</summary>
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

    /// <summary>Runs the work as one transaction, or within the current one: all its changes are kept, or none.</summary>
    public T Atomically<T>(Func<T> work) => current is null ? Separately(work) : work();

    public void Atomically(Action work) =>
        Atomically(() =>
        {
            work();
            return 0;
        });

    /// <summary>
    /// Like <see cref="Atomically{T}"/>, but always a transaction of its own, even within another one: other callers see its changes at
    /// once.
    /// </summary>
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
    /// Runs the action after the current transaction has been committed: for example deletes a file that is no longer needed. The actions
    /// run one after the other, in the order of the commits, so they must be short.
    /// </summary>
    public void Afterwards(Action work)
    {
        if (current is null)
            work();
        else
            current.Afterwards(work);
    }

    /// <summary>
    /// Repeats a transaction until it has been written: for background work. Ends without having written it when the database is closed.
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

    /// <summary>Runs the work as a transaction of its own; completes when it is in the file.</summary>
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

    /// <summary>Returns free pages of the file to the disk, a limited number at a time.</summary>
    public void Compact() => Write(transaction => transaction.Add(new Vacuum()));

    sealed class Vacuum : Write
    {
        const int Pages = 1000;

        public override int Size => 0;

        public override void Store(Connection connection) => connection.Execute($"PRAGMA incremental_vacuum({Pages})");
    }

    /// <summary>Completes when every transaction queued so far has been written or refused.</summary>
    public Task SettledAsync() => writer?.SettledAsync() ?? Task.CompletedTask;

    internal void Write(Action<Transaction> change)
    {
        if (isReadOnly)
            throw new InvalidOperationException($"{Folder} was opened read-only");
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
                // SQLite gives up waiting for a lock under heavy load. The next attempt uses another connection.
            }
            catch (SqliteException exception)
            {
                throw new StorageException(
                    exception.IsDamage
                        ? $"The data in {Folder} is damaged ({exception.Message}). Stop the cloud and run `./classroom cloud repair`."
                        : $"The data in {Folder} cannot be read now ({exception.Message}). Try again; if this persists, restart the cloud.",
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
            // Statements of this connection may be in any state, so it is not used again.
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
