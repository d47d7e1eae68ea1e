using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.Benchmarks.StatesLanguage;

/// <summary>Lets the execution rest before it answers a task, and serializes at each rest what a durable host would store.</summary>
sealed class KeepingHost : IStatesHost
{
    readonly Queue<TaskCall> calls = new();

    public TimeProvider Clock => TimeProvider.System;

    public int Rests { get; private set; }

    public long Bytes { get; private set; }

    public double NextRandom() => 0.5;

    public Guid NewId() => Guid.NewGuid();

    public ExecutionKeeping Keeps(ExecutionType type) => ExecutionKeeping.State;

    public void AtRest(Execution execution)
    {
        Rests++;
        var changes = execution.TakeChanges();
        foreach (var @event in changes.Events)
            Bytes += @event.ToJson().ToString().Length;
        foreach (var (path, value) in changes.Parts)
            Bytes += path.Length + (value?.ToString().Length ?? 0);
    }

    public void Broken(Execution execution, Exception exception) =>
        throw new InvalidOperationException("the measured execution is broken", exception);

    public void StartTask(TaskCall call) => calls.Enqueue(call);

    public void CancelTask(TaskCall call) { }

    public void AnswerAll()
    {
        while (calls.TryDequeue(out var call))
            InstantHost.Answer(call);
    }
}
