using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>
/// The one writer: takes all transactions that wait, writes them as one transaction of SQLite, and tells everybody who waits for them.
/// </summary>
sealed class Writer
{
    // So many bytes may wait; whoever brings more waits for room.
    const long MostWaiting = 64 * 1024 * 1024;

    readonly Connection connection;
    readonly Commits commits;
    readonly Action<Exception> broken;
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
        thread = new(Run) { IsBackground = true, Name = "storage writer" };
        thread.Start();
    }

    public long Epoch => Interlocked.Read(ref epoch);

    /// <summary>The last failure, until something has been written again.</summary>
    public NotWrittenException? Failure { get; private set; }

    /// <summary>Makes the changes in memory and queues them: both in one order for all.</summary>
    public Task Submit(Transaction transaction)
    {
        lock (gate)
        {
            while (waitingBytes > MostWaiting && !isClosing)
                Monitor.Wait(gate);
            // After the end nothing is acknowledged any more.
            if (isClosing)
                return Never;
            // The call may have read what has been undone since it began.
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

    /// <summary>Done when everything that has been queued so far is in the file, or has been refused.</summary>
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
            foreach (var transaction in batch)
            {
                foreach (var work in transaction.After)
                    ThreadPool.UnsafeQueueUserWorkItem(Do, work, preferLocal: false);
            }
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
            // Some errors have ended the transaction already.
        }
    }

    /// <summary>Undoes in memory what could not be written and all that was built on it, the last first.</summary>
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
                $"The disk that holds {folder} is full, so nothing was changed. Make room; the next call works again, without a restart.",
            SqliteException { IsDamage: true } =>
                $"The data in {folder} is damaged ({cause.Message}), so nothing was changed. Stop the cloud and run `./classroom "
                    + $"cloud repair`.",
            SqliteException =>
                $"The data in {folder} could not be written ({cause.Message}), so nothing was changed. Look at the disk; the next "
                    + $"call tries again.",
            _ => $"The change could not be written ({cause.Message}), so nothing was changed.",
        };

    void Do(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception)
        {
            broken(exception);
        }
    }

    static readonly Task Never = new TaskCompletionSource().Task;

    static TaskCompletionSource NewDone() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
