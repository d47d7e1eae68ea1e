using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Removes executions 90 days after their end, as AWS does, and the oldest executions beyond the limit of the settings.</summary>
sealed class ExecutionRetention(MachineStore store, CloudSettings settings, Database database) : IForgetting
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    const int MostAtOnce = 2000;

    public void Forget(DateTimeOffset now)
    {
        var executions = store.Executions;
        var tooMany = (int)Math.Clamp(executions.Count - settings.MostExecutions, 0, MostAtOnce);
        Remove(executions.EndedBefore(now - Kept).Take(MostAtOnce));
        if (tooMany > 0)
            Remove(executions.Oldest.Where(entry => entry.Value.Stopped is not null).Take(tooMany));
    }

    void Remove(IEnumerable<Entry<ExecutionRecord>> gone)
    {
        foreach (var execution in gone.ToList())
            database.Atomically(() => store.Executions.Remove(execution));
    }
}
