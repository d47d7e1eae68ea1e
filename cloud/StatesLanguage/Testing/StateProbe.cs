using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Testing;

/// <summary>Watches one state being tried: what its input and result become on the way, and what follows of them.</summary>
sealed class StateProbe
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

    public string? NextState { get; private set; }

    public StatesError? CaughtError { get; private set; }

    public bool IsRetriable { get; private set; }

    public int RetriesMade => test.Configuration.RetrierRetryCount;

    /// <summary>The context object that has been given in the place of the real one.</summary>
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

    /// <summary>Answers in a service's place, if a mock has been given.</summary>
    public bool Answer(TaskCall call)
    {
        if (error is not null)
            call.Fail(error.Error, error.Cause);
        else if (test.MockResult is not null)
            call.Succeed(test.MockResult);
        return test.IsMocked;
    }

    /// <summary>Answers in the place of a Parallel state's branches.</summary>
    public bool Answer(Fiber fiber)
    {
        if (error is not null)
            fiber.Fail(error);
        else
            fiber.Finish(test.MockResult!);
        return true;
    }

    /// <summary>Answers in the place of a Map's iterations, some of which may be said to have failed.</summary>
    public bool Answer(Fiber fiber, MapState map, MapItems items, int maxConcurrency, FailureLimits tolerated)
    {
        if (map.Distributed?.Reader is not null)
        {
            items = test.Configuration.MapItemReaderData switch
            {
                JsonArray read => MapItems.Of(read),
                JsonObject read => MapItems.Of(read),
                _ => items,
            };
        }
        else if (!map.IsJsonata)
        {
            Saw("afterItemsPath", items.Items);
        }
        if (map.HasItemSelector)
            Saw("afterItemSelector", JsonArray.Of(items.Items.Select((item, i) => map.ItemInput(fiber, items.Describe(i), item))));
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
        if (!hasFailed)
            return Answer(fiber);
        fiber.Fail(StatesError.TooManyFailed);
        return true;
    }
}
