using System.Collections.Concurrent;
using Classroom.Cloud.Runtime;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>
/// Resumes the executions that were running when the cloud stopped, while requests are served. If an execution cannot be resumed, it is set
/// aside. If the cloud stopped repeatedly while it resumed an execution, that execution is resumed last and alone, and finally set aside.
/// </summary>
sealed partial class Resumption(
    MachineStore store,
    ExecutionEngine engine,
    Database database,
    TimeProvider clock,
    ILogger<Resumption> logger
) : IBackgroundWork
{
    // Few at a time, because requests have priority.
    const int AtOnce = 4;

    const int MostAttempts = 8;
    const int Suspicious = 2;

    readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource stopped = new();
    readonly ConcurrentDictionary<string, Lazy<Task>> resumptions = new(StringComparer.Ordinal);

    /// <summary>Completes when all executions have been resumed.</summary>
    public Task Done => done.Task;

    /// <summary>
    /// Resumes one execution immediately, for a call that needs it. Completes when the execution runs or turns out to have ended.
    /// </summary>
    public Task ResumeNowAsync(string arn) => resumptions.GetOrAdd(arn, _ => new(() => ResumeAsync(arn))).Value;

    public void Start() => _ = Task.Run(ResumeAllAsync);

    public Task StopAsync()
    {
        stopped.Cancel();
        return Task.CompletedTask;
    }

    async Task ResumeAllAsync()
    {
        try
        {
            // Only executions that were stored before the start are resumed, so the lists are read first. A Map resumes its child
            // executions itself.
            var children = store
                .Executions.Running.Where(entry => entry.Value.MapRunArn is not null)
                .Select(entry => entry.Value.Arn)
                .ToList();
            var left = store
                .Executions.Running.Where(entry => entry.Value.MapRunArn is null)
                .Select(entry => entry.Value.Arn)
                .ToLookup(arn => AttemptsAt(arn) >= Suspicious);
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopped.Token };
            await Parallel
                .ForEachAsync(left[false], options, async (arn, _) => await ResumeNowAsync(arn).ConfigureAwait(false))
                .ConfigureAwait(false);
            foreach (var arn in left[true])
            {
                stopped.Token.ThrowIfCancellationRequested();
                await ResumeNowAsync(arn).ConfigureAwait(false);
            }
            foreach (var arn in children)
                await EndOrphanAsync(arn).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next start continues.
        }
        catch (Exception exception)
        {
            NotAll(exception);
        }
        done.TrySetResult();
    }

    async Task ResumeAsync(string arn)
    {
        if (store.Executions.Find(arn) is not { Value.Status: ExecutionRecord.Running } entry)
            return;
        var attempts = AttemptsAt(arn) + 1;
        try
        {
            // Stored before the attempt, so that an attempt that ends the process is counted.
            await database.KeepAsync(() => store.Executions.Resumptions.Put(arn, new(attempts))).ConfigureAwait(false);
            if (attempts > MostAttempts)
                throw new StorageException($"the cloud stopped during each of {MostAttempts} attempts");
            await engine.ResumeAsync(entry).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotResumed(arn, exception);
            await SetAsideAsync(entry, exception).ConfigureAwait(false);
        }
        await database.PersistAsync(() => store.Executions.Resumptions.Remove(arn), clock).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends a child execution that its Map had started but not stored when the cloud stopped. The Map has started another one in its place.
    /// </summary>
    async Task EndOrphanAsync(string arn)
    {
        if (
            store.Executions.Find(arn) is not { Value.Status: ExecutionRecord.Running } child
            || engine.Find(RootOf(child.Value))?.Knows(arn) == true
        )
            return;
        await database
            .PersistAsync(
                () =>
                    store.Executions.Put(
                        child.Value with
                        {
                            Status = "ABORTED",
                            Stopped = clock.GetUtcNow(),
                            Cause = "The cloud stopped while the Map was starting this execution. The Map has started another one.",
                        },
                        child.Number
                    ),
                clock
            )
            .ConfigureAwait(false);
    }

    string RootOf(ExecutionRecord record)
    {
        while (
            record.MapRunArn is { } run
            && store.Executions.MapRun(run) is { } parent
            && store.Executions.Find(parent.ExecutionArn) is { } above
        )
            record = above.Value;
        return record.Arn;
    }

    int AttemptsAt(string arn) => store.Executions.Resumptions.Find(arn)?.Count ?? 0;

    Task SetAsideAsync(Entry<ExecutionRecord> entry, Exception exception) =>
        database.PersistAsync(
            () =>
                store.Executions.Put(
                    entry.Value with
                    {
                        Status = "FAILED",
                        Stopped = clock.GetUtcNow(),
                        Error = "States.Runtime",
                        Cause =
                            $"The execution was set aside: it could not be resumed after a restart of the cloud "
                            + $"({exception.Message}). The log of the cloud contains the details.",
                    },
                    entry.Number
                ),
            clock
        );

    [LoggerMessage(Level = LogLevel.Error, Message = "The execution {Arn} could not be resumed and is set aside")]
    partial void NotResumed(string arn, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Not all executions could be resumed after the restart")]
    partial void NotAll(Exception exception);
}
