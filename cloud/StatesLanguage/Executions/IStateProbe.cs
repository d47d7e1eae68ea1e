using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;

namespace Classroom.StatesLanguage.Executions;

/// <summary>Watches the execution of a single state (TestState), and answers in place of the work that the test mocks.</summary>
interface IStateProbe
{
    /// <summary>The name of the state in its context object.</summary>
    string StateName { get; }

    /// <summary>The context object of the test; null where the execution makes its own.</summary>
    JsonObject? Context { get; }

    /// <summary>The number of retries that the test assumes.</summary>
    int RetriesMade { get; }

    /// <summary>The error of the state would be retried.</summary>
    bool IsRetriable { get; }

    /// <summary>An intermediate value of the state, by the name that AWS's inspection data has for it.</summary>
    void Saw(string name, Json value);

    void Exited(string? next, JsonObject? assigned);

    /// <summary>The retrier with this index would retry after the delay.</summary>
    void Retries(int retrier, TimeSpan delay);

    /// <summary>The retrier with this index matches the error and has no attempt left.</summary>
    void HasRetriedEnough(int retrier);

    /// <summary>The catcher with this index handles the error.</summary>
    void Caught(int catcher, StatesError error);

    /// <summary>Answers a task with the mock; false where the test has no mock.</summary>
    bool Answer(TaskCall call);

    /// <summary>Answers a Parallel state in place of its branches.</summary>
    void Answer(Fiber fiber);
}
