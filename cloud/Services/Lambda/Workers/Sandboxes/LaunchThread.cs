using System.Collections.Concurrent;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// Starts all sandboxes on one thread, which lives as long as the process. The kernel kills a sandbox when the thread that started it ends,
/// and threads of the pool end when there is little to do.
/// </summary>
sealed class LaunchThread : IDisposable
{
    readonly BlockingCollection<Action> launches = [];

    public LaunchThread() => new Thread(Run) { IsBackground = true, Name = "sandboxes" }.Start();

    public T Start<T>(Func<T> launch)
    {
        var started = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        launches.Add(() =>
        {
            try
            {
                started.SetResult(launch());
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    public void Dispose() => launches.CompleteAdding();

    void Run()
    {
        foreach (var launch in launches.GetConsumingEnumerable())
            launch();
    }
}
