using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>
/// Stores the progress of an execution and its child executions, in order. While one transaction is being written, further progress is
/// collected for the next one. A transaction that cannot be written because the disk is full is retried until it succeeds.
/// </summary>
sealed class ExecutionKeeper(
    Database database,
    TimeProvider clock,
    Action<IReadOnlyList<Progress>> write,
    Action<IReadOnlyList<Progress>> kept,
    Action<Exception> broken
)
{
    readonly Lock gate = new();
    List<Progress> waiting = [];
    TaskCompletionSource next = NewSource();
    Task writing = Task.CompletedTask;
    bool isWriting;

    public void Add(Progress progress)
    {
        lock (gate)
        {
            waiting.Add(progress);
            if (isWriting)
                return;
            isWriting = true;
        }
        _ = WriteAsync();
    }

    /// <summary>Completes when everything added so far is in the file.</summary>
    public Task KeptAsync()
    {
        lock (gate)
            return waiting.Count > 0 ? next.Task : writing;
    }

    async Task WriteAsync()
    {
        try
        {
            while (Take() is var (batch, source) && batch.Count > 0)
            {
                await database.PersistAsync(() => write(batch), clock).ConfigureAwait(false);
                source.SetResult();
                kept(batch);
            }
        }
        catch (Exception exception)
        {
            broken(exception);
        }
    }

    (List<Progress> Batch, TaskCompletionSource Source) Take()
    {
        lock (gate)
        {
            var (batch, source) = (waiting, next);
            if (batch.Count == 0)
            {
                isWriting = false;
                return (batch, source);
            }
            (waiting, next, writing) = ([], NewSource(), source.Task);
            return (batch, source);
        }
    }

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
