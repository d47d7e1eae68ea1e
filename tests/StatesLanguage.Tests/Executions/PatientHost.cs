using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>Keeps the calls that it gets, and answers none.</summary>
sealed class PatientHost : IStatesHost
{
    int ids;

    public VirtualClock Time { get; } = new(DateTimeOffset.UnixEpoch);

    public List<TaskCall> Calls { get; } = [];

    public ExecutionStore Store { get; } = new();

    public TimeProvider Clock => Time;

    public double NextRandom() => 0;

    public Guid NewId() => new(++ids, 0, 0, new byte[8]);

    public void StartTask(TaskCall call) => Calls.Add(call);

    public void CancelTask(TaskCall call) => Calls.Remove(call);

    public ExecutionKeeping Keeping { get; init; } = ExecutionKeeping.State;

    public ExecutionKeeping Keeps(ExecutionType type) => Keeping;

    public void AtRest(Execution execution)
    {
        if (Keeping != ExecutionKeeping.Nothing)
            Store.Take(execution);
    }

    public List<Exception> Reported { get; } = [];

    public void Broken(Execution execution, Exception exception) => Reported.Add(exception);

    public SavedExecution? Load(string executionArn) => Store.Load(executionArn);
}
