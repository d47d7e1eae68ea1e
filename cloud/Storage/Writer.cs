using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>
/// The only writer: takes all queued transactions, writes them as one transaction of SQLite, and completes the tasks that wait for them.
/// </summary>
sealed class Writer
{
    // The greatest number of queued bytes. A call that would add more waits.
    const long MostWaiting = 64 * 1024 * 1024;

    readonly Connection connection;
    readonly Commits commits;
    readonly Action<Exception> broken;
    readonly Afterwork afterwork;
    readonly string folder;
    readonly object gate = new();
    readonly Thread thread;
    List<Transaction> waiting = [];
    TaskCompletionSource done = NewDone();
    long waitingBytes;
    Task writing = Task.CompletedTask;
    NotWrittenException? lastFailure;
    long epoch;
    bool isClosing;

    public Writer(Connection connection, Commits commits, string folder, Action<Exception> broken)
    {
        this.connection = connection;
        this.commits = commits;
        this.folder = folder;
        this.broken = broken;
        afterwork = new(broken);
        thread = new(Run) { IsBackground = true, Name = "storage writer" };
        thread.Start();
    }

    public long Epoch => Interlocked.Read(ref epoch);

    /// <summary>The last failure; null after the next successful write.</summary>
    public NotWrittenException? Failure { get; private set; }

    /// <summary>Applies the changes in memory and queues them. The order in memory and in the queue is the same.</summary>
    public Task Submit(Transaction transaction)
    {
        lock (gate)
        {
            while (waitingBytes > MostWaiting && !isClosing)
                Monitor.Wait(gate);
            // After Close no change is acknowledged.
            if (isClosing)
                return Never;
            // The call may have read changes that were undone since it began.
            if (transaction.Epoch != epoch)
                throw new NotWrittenException(lastFailure!.Message, lastFailure);
            foreach (var write in transaction.Writes)
                write.Apply();
            waiting.Add(transaction);
            waitingBytes += transaction.Size;
            Monitor.PulseAll(gate);
            return done.Task;
        }
    }

    /// <summary>Completes when every transaction queued so far has been written or refused.</summary>
    public Task SettledAsync()
    {
        lock (gate)
        {
            var last = waiting.Count > 0 ? done.Task : writing;
            return last.IsCompleted
                ? Task.CompletedTask
                : last.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    public void Close()
    {
        lock (gate)
        {
            isClosing = true;
            Monitor.PulseAll(gate);
        }
        thread.Join();
    }

    void Run()
    {
        while (true)
        {
            List<Transaction> batch;
            TaskCompletionSource source;
            lock (gate)
            {
                while (waiting.Count == 0 && !isClosing)
                    Monitor.Wait(gate);
                if (waiting.Count == 0)
                    return;
                (batch, waiting) = (waiting, []);
                (source, done) = (done, NewDone());
                writing = source.Task;
                waitingBytes = 0;
                Monitor.PulseAll(gate);
            }
            try
            {
                Write(batch);
            }
            catch (Exception exception)
            {
                Refuse(batch, source, exception);
                continue;
            }
            Failure = null;
            source.SetResult();
            foreach (var transaction in batch.Where(transaction => transaction.After.Count > 0))
                afterwork.Add(transaction.After);
        }
    }

    void Write(List<Transaction> batch)
    {
        connection.Prepare("BEGIN IMMEDIATE").Run();
        try
        {
            foreach (var transaction in batch)
            {
                foreach (var write in transaction.Writes)
                    write.Store(connection);
            }
            commits.Store(connection);
            connection.Prepare("COMMIT").Run();
        }
        catch
        {
            RollBack();
            throw;
        }
        commits.Written();
    }

    void RollBack()
    {
        try
        {
            connection.Prepare("ROLLBACK").Run();
        }
        catch (SqliteException)
        {
            // After some errors SQLite has already rolled the transaction back.
        }
    }

    /// <summary>
    /// Undoes in memory, in reverse order, the transactions that could not be written and all transactions queued after them.
    /// </summary>
    void Refuse(List<Transaction> batch, TaskCompletionSource source, Exception cause)
    {
        var failure = new NotWrittenException(Explain(cause), cause);
        List<Write> undone;
        TaskCompletionSource later;
        lock (gate)
        {
            batch.AddRange(waiting);
            waiting = [];
            waitingBytes = 0;
            (later, done) = (done, NewDone());
            epoch++;
            Failure = lastFailure = failure;
            undone = [.. batch.SelectMany(transaction => transaction.Writes).Reverse()];
            foreach (var write in undone)
                write.Undo();
            Monitor.PulseAll(gate);
        }
        foreach (var write in undone)
            write.Undone();
        broken(failure);
        source.SetException(failure);
        later.SetException(failure);
    }

    string Explain(Exception cause) =>
        cause switch
        {
            SqliteException { IsDiskFull: true } =>
                $"The disk that holds {folder} is full, so nothing was changed. Free some space; a restart is not needed.",
            SqliteException { IsDamage: true } =>
                $"The data in {folder} is damaged ({cause.Message}), so nothing was changed. Stop the cloud and run `./classroom "
                    + $"cloud repair`.",
            SqliteException =>
                $"The data in {folder} could not be written ({cause.Message}), so nothing was changed. Check the disk; the next "
                    + $"call tries again.",
            _ => $"The change could not be written ({cause.Message}), so nothing was changed.",
        };

    static readonly Task Never = new TaskCompletionSource().Task;

    static TaskCompletionSource NewDone() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
