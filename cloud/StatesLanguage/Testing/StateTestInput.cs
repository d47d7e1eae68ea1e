using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Testing;

/// <summary>How much of what it has seen a test tells.</summary>
public enum InspectionLevel
{
    Info,
    Debug,
    Trace,
}

/// <summary>What a state is tried with.</summary>
public sealed record StateTestInput(Json Input)
{
    /// <summary>Of a whole machine's definition, the state to try; else the definition is that of the state alone.</summary>
    public string? StateName { get; init; }

    public InspectionLevel Level { get; init; }

    public JsonObject Variables { get; init; } = JsonObject.Empty;

    /// <summary>The context object, in the place of one made up.</summary>
    public JsonObject? Context { get; init; }

    /// <summary>Answers in the place of the service, or of a Map or Parallel state's flows.</summary>
    public Json? MockResult { get; init; }

    public (string Error, string Cause)? MockError { get; init; }

    public StateTestConfiguration Configuration { get; init; } = new();

    public bool IsMocked => MockResult is not null || MockError is not null;
}

/// <summary>What has gone before, as the state is to believe.</summary>
public sealed record StateTestConfiguration
{
    /// <summary>Attempts that have been made already, as far as the retrier is concerned.</summary>
    public int RetrierRetryCount { get; init; }

    /// <summary>The state inside a Map or Parallel state that the mocked error comes from.</summary>
    public string? ErrorCausedByState { get; init; }

    /// <summary>How many of a Map's iterations have failed.</summary>
    public int? MapIterationFailureCount { get; init; }

    /// <summary>What a Map's ItemReader has read.</summary>
    public Json? MapItemReaderData { get; init; }
}
