using System.Collections.Concurrent;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// Starts all sandboxes on one thread, which lives as long as the process. The kernel kills a sandbox when the thread that started it ends,
/// and threads of the pool end when there is little to do.
/// </summary>
sealed class LaunchThread : IDisposable
{
    readonly BlockingCollection<Action> launches = [];

    public LaunchThread() => new Thread(RunAll) { IsBackground = true, Name = "sandboxes" }.Start();

    /// <summary>Runs a launch, and returns when it has ended.</summary>
    public void Run(Action launch)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        launches.Add(() =>
        {
            try
            {
                launch();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        done.Task.GetAwaiter().GetResult();
    }

    public void Dispose() => launches.CompleteAdding();

    void RunAll()
    {
        foreach (var launch in launches.GetConsumingEnumerable())
            launch();
    }
}
