using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Testing;

/// <summary>The amount of inspection data that a test returns.</summary>
public enum InspectionLevel
{
    Info,
    Debug,
    Trace,
}

/// <summary>The parameters of a test.</summary>
public sealed record StateTestInput(Json Input)
{
    /// <summary>The state to test in the definition of a state machine; null where the definition is that of a single state.</summary>
    public string? StateName { get; init; }

    public InspectionLevel Level { get; init; }

    /// <summary>Whether the caller has given a role. A Task that is not mocked needs one.</summary>
    public bool HasRole { get; init; } = true;

    public JsonObject Variables { get; init; } = JsonObject.Empty;

    /// <summary>The context object; null where the test builds its own.</summary>
    public JsonObject? Context { get; init; }

    /// <summary>The result of the service, or of the flows of a Map or Parallel state.</summary>
    public Json? MockResult { get; init; }

    /// <summary>Checks a task's mocked result; throws a <see cref="StateTestException"/> for one that the service cannot return.</summary>
    public Action<TaskResource, Json>? CheckResult { get; init; }

    public (string Error, string Cause)? MockError { get; init; }

    public StateTestConfiguration Configuration { get; init; } = new();

    public bool IsMocked => MockResult is not null || MockError is not null;
}

/// <summary>The past that the test assumes for the state.</summary>
public sealed record StateTestConfiguration
{
    /// <summary>The number of retries that the retrier has made already.</summary>
    public int RetrierRetryCount { get; init; }

    /// <summary>The state inside a Map or Parallel state that causes the mocked error.</summary>
    public string? ErrorCausedByState { get; init; }

    /// <summary>The number of failed iterations of a Map.</summary>
    public int? MapIterationFailureCount { get; init; }

    /// <summary>The data that the ItemReader of a Map returns.</summary>
    public Json? MapItemReaderData { get; init; }
}
