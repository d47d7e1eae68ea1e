using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Testing;

/// <summary>Watches one state being tried: what its input and result become on the way, and what follows of them.</summary>
sealed class StateProbe(Json? result, StatesError? error)
{
    public JsonObject Seen { get; } = new(8);

    public string? NextState { get; private set; }

    public StatesError? CaughtError { get; private set; }

    public bool IsRetriable { get; private set; }

    /// <summary>Attempts that the retrier is told to have made already.</summary>
    public int RetriesMade { get; init; }

    public void Saw(string name, Json value) => Seen.Set(name, value);

    public void Exited(string? next, JsonObject? assigned)
    {
        NextState ??= next;
        if (assigned is { Count: > 0 }) Saw("variables", assigned);
    }

    public void Retries(int retrier, TimeSpan delay)
    {
        IsRetriable = true;
        Saw("errorDetails", JsonObject.Of(("retryIndex", retrier), ("retryBackoffIntervalSeconds", delay.TotalSeconds)));
    }

    public void Caught(int catcher, StatesError error)
    {
        CaughtError = error;
        Saw("errorDetails", JsonObject.Of(("catchIndex", catcher)));
    }

    /// <summary>Answers in a service's place, if a mock has been given.</summary>
    public bool Answer(TaskCall call)
    {
        if (error is not null) call.Fail(error.Error, error.Cause);
        else if (result is not null) call.Succeed(result);
        return error is not null || result is not null;
    }

    /// <summary>Answers in the place of a whole Map or Parallel state.</summary>
    public bool Answer(Strand strand)
    {
        if (error is not null)
        {
            strand.Fail(error);
        }
        else if (result is not null)
        {
            Saw("result", result);
            strand.Finish(result);
        }
        return error is not null || result is not null;
    }
}
