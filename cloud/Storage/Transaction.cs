using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>One change of a transaction: how it is applied in memory, how it is undone, and what it writes.</summary>
abstract class Write
{
    /// <summary>Changes memory. The transaction is queued for writing in the same step. Must not throw.</summary>
    public virtual void Apply() { }

    /// <summary>Restores memory to its state before <see cref="Apply"/>, because the transaction could not be written.</summary>
    public virtual void Undo() { }

    /// <summary>Called after an <see cref="Undo"/>, outside all locks, for code that keeps an index of the rows.</summary>
    public virtual void Undone() { }

    public abstract void Store(Connection connection);

    public abstract int Size { get; }
}

/// <summary>
/// The changes of one call. The call itself sees them at once; other callers see them when the call has succeeded and they are queued for
/// writing.
/// </summary>
sealed class Transaction(long epoch)
{
    readonly List<Write> writes = [];
    Dictionary<(object Table, string Key), int>? positions;
    List<Action>? afterwards;

    /// <summary>
    /// The number of failed writes when the call began. If it differs at the end, the call may have read changes that were undone since.
    /// </summary>
    public long Epoch => epoch;

    public IReadOnlyList<Write> Writes => writes;

    public IReadOnlyList<Action> After => afterwards ?? (IReadOnlyList<Action>)[];

    public int Size { get; private set; }

    public void Add(Write write)
    {
        writes.Add(write);
        Size += write.Size;
    }

    /// <summary>Adds the change of a row; replaces an earlier change of the same row.</summary>
    public void Set(object table, string key, Write write)
    {
        Size += write.Size;
        positions ??= [];
        if (positions.TryGetValue((table, key), out var known))
        {
            Size -= writes[known].Size;
            writes[known] = write;
            return;
        }
        positions[(table, key)] = writes.Count;
        writes.Add(write);
    }

    /// <summary>Returns the change of a row in this transaction; null if there is none.</summary>
    public Write? Find(object table, string key) =>
        positions is not null && positions.TryGetValue((table, key), out var known) ? writes[known] : null;

    public IEnumerable<Write> Of(object table) =>
        positions is null ? [] : positions.Where(entry => ReferenceEquals(entry.Key.Table, table)).Select(entry => writes[entry.Value]);

    public void Afterwards(Action work) => (afterwards ??= []).Add(work);
}
