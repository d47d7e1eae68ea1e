using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The ways in which an execution ends.</summary>
public sealed partial class Execution
{
    /// <summary>The end of an execution that is stopped or times out follows from none of its events.</summary>
    const long NoPredecessor = 0;

    bool isEnding;
    bool isEndTold;

    /// <summary>Stops the execution (StopExecution).</summary>
    public void Stop(string? error, string? cause) =>
        Post(() =>
        {
            if (Status != ExecutionStatus.Running)
                return;
            root.Abandon();
            End(
                ExecutionStatus.Aborted,
                NoPredecessor,
                "ExecutionAborted",
                new ErrorDetails("executionAbortedEventDetails", error, cause),
                error,
                cause
            );
        });

    internal void Succeed(Fiber fiber, Json output)
    {
        Output = output;
        End(
            ExecutionStatus.Succeeded,
            fiber.Previous,
            "ExecutionSucceeded",
            new OutputDetails("executionSucceededEventDetails", output),
            null,
            null
        );
    }

    // A state that fails before it records an event follows from the redrive, if there was one since the entry of the state.
    internal void Fail(Fiber fiber, StatesError error) =>
        End(
            ExecutionStatus.Failed,
            Math.Max(fiber.Previous, RedrivenEvent),
            "ExecutionFailed",
            new ErrorDetails("executionFailedEventDetails", error.Error, error.Cause),
            error.Error,
            error.Cause
        );

    /// <summary>The end of an execution that has ended.</summary>
    internal ExecutionEnd ToEnd() =>
        new(Status, Started, Stopped!.Value)
        {
            Output = Output,
            Error = Error,
            Cause = Cause,
        };

    /// <summary>A redrive renews the state machine's TimeoutSeconds, but not AWS's limit for all executions.</summary>
    void WatchTime()
    {
        var limit = Started + ExecutionLimits.LongestTime(Type);
        if (workflow.Timeout is { } timeout && (Redriven ?? Started) + timeout is var own && own < limit)
            limit = own;
        At(limit, TimeOut);
    }

    void TimeOut()
    {
        if (Status != ExecutionStatus.Running)
            return;
        root.Abandon();
        End(
            ExecutionStatus.TimedOut,
            NoPredecessor,
            "ExecutionTimedOut",
            new ErrorDetails("executionTimedOutEventDetails", StatesErrors.Timeout, null),
            null,
            null
        );
    }

    /// <summary>Ends the execution because it cannot go on: its history is full, or a bug was met.</summary>
    void Break(string cause)
    {
        root.Abandon();
        Fail(root, new(StatesErrors.Runtime, cause));
    }

    void End(ExecutionStatus status, long previous, string type, EventDetails details, string? error, string? cause)
    {
        if (Status != ExecutionStatus.Running)
            return;
        isEnding = true;
        Record(type, previous, details);
        (Status, Stopped, Error, Cause) = (status, Now, error, cause);
        timers.Stop();
        // A redrive goes on from the saved state of an unsuccessful execution.
        var canBeRedriven = Type == ExecutionType.Standard && status != ExecutionStatus.Succeeded && EventCount <= Redrivability.MostEvents;
        if (!canBeRedriven)
            Unsaved.DropState();
        completion.TrySetResult(this);
    }

    /// <summary>Tells the map run that its child has ended. The host has been asked to keep the end before.</summary>
    void TellEnd()
    {
        if (isEndTold)
            return;
        isEndTold = true;
        Membership?.Ended(this);
    }

    /// <summary>The history has room for one event more, which must be the end of the execution.</summary>
    sealed class HistoryFullException : Exception;
}
