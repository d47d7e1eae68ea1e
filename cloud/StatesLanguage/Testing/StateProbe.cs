using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Maps;

namespace Classroom.StatesLanguage.Testing;

/// <summary>
/// Collects the intermediate values of the tested state, its next state and its error handling, and answers with the mocks.
/// </summary>
sealed class StateProbe : IMapProbe
{
    readonly StateTestInput test;
    readonly StatesError? error;

    public StateProbe(StateTestInput test)
    {
        this.test = test;
        error = test.MockError is { } mock ? new(mock.Error, mock.Cause) { IsOfTask = true } : null;
        Saw("input", test.Input);
        if (test.Variables.Count > 0)
            Saw("variables", test.Variables);
    }

    public JsonObject Seen { get; } = new(8);

    public string StateName => StateTest.DefaultName;

    public string? NextState { get; private set; }

    public StatesError? CaughtError { get; private set; }

    public bool IsRetriable { get; private set; }

    public int RetriesMade => test.Configuration.RetrierRetryCount;

    public JsonObject? Context => test.Context;

    public void Saw(string name, Json value) => Seen.Set(name, value);

    public void Exited(string? next, JsonObject? assigned)
    {
        NextState ??= next;
        if (assigned is { Count: > 0 })
            Saw("variables", assigned);
    }

    public void Retries(int retrier, TimeSpan delay)
    {
        IsRetriable = true;
        Saw("errorDetails", JsonObject.Of(("retryIndex", retrier), ("retryBackoffIntervalSeconds", delay.TotalSeconds)));
    }

    public void HasRetriedEnough(int retrier) => Saw("errorDetails", JsonObject.Of(("retryIndex", retrier)));

    public void Caught(int catcher, StatesError error)
    {
        CaughtError = error;
        Saw("errorDetails", JsonObject.Of(("catchIndex", catcher)));
    }

    public bool Answer(TaskCall call)
    {
        if (error is not null)
            call.Fail(error.Error, error.Cause);
        else if (test.MockResult is not null)
            call.Succeed(test.MockResult);
        return test.IsMocked;
    }

    public void Answer(Fiber fiber)
    {
        if (error is not null)
            fiber.Fail(error);
        else
            fiber.Finish(test.MockResult!);
    }

    /// <summary>Answers a Map state. The test may state that some iterations have failed.</summary>
    public void Answer(Fiber fiber, ItemProcessor processor, MapItems items, int maxConcurrency, FailureLimits tolerated)
    {
        if (processor.Distributed?.Reader is not null)
        {
            items = test.Configuration.MapItemReaderData switch
            {
                JsonArray read => MapItems.Of(read),
                JsonObject read => MapItems.Of(read),
                _ => items,
            };
        }
        else if (!fiber.State.IsJsonata)
        {
            Saw("afterItemsPath", items.Items);
        }
        if (processor.HasItemSelector)
            Saw("afterItemSelector", JsonArray.Of(items.Items.Select((item, i) => processor.InputOf(fiber, items.Describe(i), item))));
        Saw("maxConcurrency", maxConcurrency);
        if (tolerated.Count is { } count)
            Saw("toleratedFailureCount", count);
        if (tolerated.Percentage is { } percentage)
            Saw("toleratedFailurePercentage", percentage);
        var hasFailed =
            tolerated.IsGiven
            && error is null
            && tolerated.AreExceededBy(
                test.Configuration.MapIterationFailureCount ?? 0,
                (test.MockResult as JsonArray ?? items.Items).Count
            );
        if (hasFailed)
            fiber.Fail(StatesError.TooManyFailed);
        else
            Answer(fiber);
    }
}
