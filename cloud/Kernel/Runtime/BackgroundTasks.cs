using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Runtime;

/// <summary>
/// Runs work in the background, repeatedly or once. An exception ends neither the process nor the repetition: it is logged once, and the
/// health page shows it until work of the same name succeeds.
/// </summary>
sealed partial class BackgroundTasks(TimeProvider clock, ILogger<BackgroundTasks> logger)
{
    readonly ConcurrentDictionary<string, string> problems = new(StringComparer.Ordinal);

    /// <summary>The work that currently fails, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Problems => problems;

    /// <summary>Repeats work until the timer is disposed. If a run takes longer than the period, the next run is skipped.</summary>
    public ITimer Every(TimeSpan period, string name, Action work, TimeSpan? first = null)
    {
        var gate = new Lock();
        return clock.CreateTimer(_ => Tick(name, work, gate), null, first ?? period, period);
    }

    /// <summary>Runs work once, without waiting for it.</summary>
    public void Run(string name, Func<Task> work) => _ = RunAsync(name, work);

    /// <summary>
    /// Runs work for each item. If an item fails, the others are still processed; the first failure is thrown at the end.
    /// </summary>
    public static void ForEach<T>(IEnumerable<T> items, Action<T> work)
    {
        Exception? first = null;
        foreach (var item in items)
        {
            try
            {
                work(item);
            }
            catch (Exception exception)
            {
                first ??= exception;
            }
        }
        if (first is not null)
            ExceptionDispatchInfo.Throw(first);
    }

    void Tick(string name, Action work, Lock gate)
    {
        if (!gate.TryEnter())
            return;
        try
        {
            work();
            problems.TryRemove(name, out _);
        }
        catch (Exception exception)
        {
            Note(name, exception);
        }
        finally
        {
            gate.Exit();
        }
    }

    async Task RunAsync(string name, Func<Task> work)
    {
        // The caller may hold a lock, or be one of many actions that follow commits.
        await Task.Yield();
        try
        {
            await work().ConfigureAwait(false);
            problems.TryRemove(name, out _);
        }
        catch (OperationCanceledException)
        {
            // The cloud is stopping.
        }
        catch (Exception exception)
        {
            Note(name, exception);
        }
    }

    void Note(string name, Exception exception)
    {
        if (problems.GetValueOrDefault(name) != exception.Message)
            Failed(name, exception);
        problems[name] = exception.Message;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Background work failed: {Name}")]
    partial void Failed(string name, Exception exception);
}
