using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Hosting;

/// <summary>Removes expired data of all services regularly, and returns the free pages of the database to the disk.</summary>
sealed class Retention(IEnumerable<IForgetting> all, BackgroundTasks background, Database database, TimeProvider clock) : IBackgroundWork
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    readonly List<ITimer> running = [];

    public void Start()
    {
        foreach (var part in all)
            running.Add(background.Every(Every, $"retention of {part.GetType().Name}", () => part.Forget(clock.GetUtcNow())));
        running.Add(background.Every(Every, "compaction of the data", database.Compact));
    }

    public Task StopAsync()
    {
        foreach (var timer in running)
            timer.Dispose();
        return Task.CompletedTask;
    }
}
