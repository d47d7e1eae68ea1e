using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>One change of a transaction: what it does in memory, how that is undone, and what it writes.</summary>
abstract class Write
{
    /// <summary>Changes memory; the transaction is certain to be written next. Must not throw.</summary>
    public virtual void Apply() { }

    /// <summary>Puts memory back as it was before <see cref="Apply"/>: the transaction could not be written.</summary>
    public virtual void Undo() { }

    /// <summary>Told after an <see cref="Undo"/>, outside all locks, to whoever keeps an index of the rows.</summary>
    public virtual void Undone() { }

    public abstract void Store(Connection connection);

    public abstract int Size { get; }
}

/// <summary>
/// The changes of one call. The call sees them at once; others see them when the call has succeeded and they are in the queue to the file.
/// </summary>
sealed class Transaction(long epoch)
{
    readonly List<Write> writes = [];
    Dictionary<(object Table, string Key), int>? positions;
    List<Action>? afterwards;

    /// <summary>How often writing had failed when the call began: it may have read what has been undone since.</summary>
    public long Epoch => epoch;

    public IReadOnlyList<Write> Writes => writes;

    public IReadOnlyList<Action> After => afterwards ?? (IReadOnlyList<Action>)[];

    public int Size { get; private set; }

    public void Add(Write write)
    {
        writes.Add(write);
        Size += write.Size;
    }

    /// <summary>Adds a change of a row; an earlier one of the same row is replaced.</summary>
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

    /// <summary>The change that this transaction makes to a row, if it makes one.</summary>
    public Write? Find(object table, string key) =>
        positions is not null && positions.TryGetValue((table, key), out var known) ? writes[known] : null;

    public IEnumerable<Write> Of(object table) =>
        positions is null ? [] : positions.Where(entry => ReferenceEquals(entry.Key.Table, table)).Select(entry => writes[entry.Value]);

    public void Afterwards(Action work) => (afterwards ??= []).Add(work);
}
