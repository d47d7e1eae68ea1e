using System.Reflection;

namespace Pulumi;

/// <summary>Tracks all tasks of one run of a program. The run ends when all tasks are done or when the first task fails.</summary>
sealed class Run
{
    readonly Lock gate = new();
    readonly List<Exception> failures = [];
    readonly List<string> errors = [];
    TaskCompletionSource? idle;
    int active;

    public void Watch(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (gate)
            active++;
        task.ContinueWith(Done, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public void LogError(string message)
    {
        lock (gate)
            errors.Add(message);
    }

    public async Task FinishAsync(Action program)
    {
        try
        {
            program();
        }
        catch (Exception exception)
        {
            Report([exception]);
            return;
        }
        await IdleAsync().ConfigureAwait(false);
        Report(TakeFailures());
    }

    /// <summary>The failure of the run, as the official SDK throws it: a single exception, or all exceptions in one.</summary>
    public Exception? Failure()
    {
        lock (gate)
        {
            return errors switch
            {
                [] => null,
                [var only] => new RunException(only),
                _ => new AggregateException(errors.Select(error => new RunException(error))),
            };
        }
    }

    Task IdleAsync()
    {
        lock (gate)
        {
            if (active == 0 || failures.Count > 0)
                return Task.CompletedTask;
            idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }

    void Done(Task task)
    {
        lock (gate)
        {
            active--;
            if (task.Exception is { } exception)
                failures.AddRange(exception.InnerExceptions);
            if (active == 0 || failures.Count > 0)
                idle?.TrySetResult();
        }
    }

    List<Exception> TakeFailures()
    {
        lock (gate)
        {
            var taken = failures.Distinct().ToList();
            failures.Clear();
            return taken;
        }
    }

    void Report(List<Exception> exceptions)
    {
        // Exit code 32 tells the language host that the error has already been printed.
        if (exceptions.Count > 0)
            Environment.ExitCode = 32;
        foreach (var exception in exceptions)
        {
            LogError(
                exception switch
                {
                    RunException => exception.Message,
                    ResourceException { HideStack: true } => exception.Message,
                    ResourceException => exception.ToString(),
                    _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}",
                }
            );
        }
    }
}
