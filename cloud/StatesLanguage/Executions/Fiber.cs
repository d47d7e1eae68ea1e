using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The action of a fiber at its next turn.</summary>
enum Turn
{
    Enter,
    Begin,
    Dispatch,
    Wake,
}

/// <summary>One line of control through a flow: the execution itself, a branch, or an iteration. A fiber holds no thread.</summary>
sealed class Fiber : IEvaluatedState, IUnsavedPart
{
    readonly Fiber? owner;
    readonly Flow flow;
    int[]? attempts;
    string? path;

    public Fiber(Execution run, Fiber? owner, int index, Flow flow, Json input, Variables variables, long previous, JsonObject? mapItem)
    {
        Run = run;
        this.owner = owner;
        this.flow = flow;
        Index = index;
        State = flow.Start;
        Input = input;
        Variables = variables;
        Previous = previous;
        MapItem = mapItem;
    }

    public Execution Run { get; }

    public bool IsRoot => owner is null;

    public int Index { get; }

    /// <summary>The path of the fiber's part in the saved state.</summary>
    public string Path => path ??= owner is null ? PartPath.Root : PartPath.Child(owner.Path, Index);

    public State State { get; private set; }

    /// <summary>The input of the state, before InputPath.</summary>
    public Json Input { get; private set; }

    public Variables Variables { get; private set; }

    /// <summary>The event that the next event of the fiber will name as its predecessor.</summary>
    public long Previous { get; set; }

    /// <summary>The predecessor of the entry of the state.</summary>
    public long BeforeEntry { get; private set; }

    public JsonObject? MapItem { get; }

    public TaskCall? Task { get; set; }

    public Children? Children { get; set; }

    public Turn Turn { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>The fiber has changed since its part was written.</summary>
    public bool IsUnsaved { get; set; }

    /// <summary>The fiber has no part in the saved state any more: its result has replaced the part, or its owner is over.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>The end of a Wait state, or of the delay before a retry.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    public long EnteredEventId { get; private set; }

    public DateTimeOffset Entered { get; private set; }

    public int RetryCount { get; private set; }

    /// <summary>The retries made, for each retrier of the state.</summary>
    public IReadOnlyList<int> Attempts => attempts ?? [];

    EvaluationFunctions IEvaluatedState.Functions => Run.Functions;

    JsonObject IEvaluatedState.ContextObject(JsonObject? mapItem, string? taskToken) => ContextObject.Of(this, mapItem, taskToken);

    JsonObject IUnsavedPart.Write() => FiberPart.Write(this);

    /// <summary>Sets the state of the definition in which the fiber was saved, with its input and variables.</summary>
    public void Place(
        string state,
        Json input,
        JsonObject variables,
        long previous,
        long beforeEntry,
        long enteredEventId,
        DateTimeOffset entered
    )
    {
        (State, Input, Variables) = (flow[state], input, Variables.With(variables));
        (Previous, BeforeEntry, EnteredEventId, Entered) = (previous, beforeEntry, enteredEventId, entered);
    }

    /// <summary>Sets the next turn of the saved fiber.</summary>
    public void Place(Turn turn, int retryCount, int[] made, DateTimeOffset? wakeAt)
    {
        (Turn, RetryCount, WakeAt) = (turn, retryCount, wakeAt);
        attempts = made.Length > 0 ? made : null;
    }

    /// <summary>Continues the wait, the task or the children of the saved fiber.</summary>
    public void Resume()
    {
        if (WakeAt is { } moment)
            TakeAt(moment, Turn);
        if (Task is not null)
            DispatchLater();
        Children?.Resume();
    }

    /// <summary>
    /// Executes again the state in which the fiber ended without success, with the same input and variables, and with all retries. If the
    /// state has children, only the unsuccessful children are executed again.
    /// </summary>
    public void Redrive()
    {
        (RetryCount, attempts, WakeAt, Task) = (0, null, null, null);
        Changed();
        if (Children is not null)
        {
            Children.Redrive();
            return;
        }
        if (Turn != Turn.Enter)
        {
            Turn = Turn.Begin;
            Previous = EnteredEventId;
        }
        Run.Ready(this);
    }

    /// <summary>Takes the next turn, which ends where the fiber waits or enters another state.</summary>
    public void Take()
    {
        if (!IsOver)
            Attempt(TakeTurn, Fail);
    }

    void TakeTurn()
    {
        switch (Turn)
        {
            case Turn.Enter:
                Enter();
                State.Begin(this);
                break;
            case Turn.Begin:
                State.Begin(this);
                break;
            case Turn.Dispatch:
                Task!.Dispatch();
                break;
            case Turn.Wake:
                State.Wake(this);
                break;
        }
    }

    /// <summary>Runs a part of the state; an exception that the definition or the data cause becomes an error of the state.</summary>
    void Attempt(Action work, Action<StatesError> fail)
    {
        try
        {
            work();
        }
        catch (StatesException exception)
        {
            fail(exception.Error);
        }
        catch (LanguageException exception)
        {
            fail(new(StatesErrors.Runtime, Explain(exception.Message)));
        }
    }

    void Enter()
    {
        Entered = Run.Now;
        BeforeEntry = Previous;
        RetryCount = 0;
        attempts = null;
        Record($"{State.Type}StateEntered", new StateEnteredDetails(State.Name, Input));
        EnteredEventId = Previous;
        Turn = Turn.Begin;
    }

    public void Record(string type, EventDetails? details = null)
    {
        Previous = Run.Record(type, Previous, details);
        Changed();
    }

    /// <summary>Marks the fiber's part of the saved state, which must be written again.</summary>
    public void Changed() => Run.Unsaved.Changed(this);

    public void DispatchLater()
    {
        Turn = Turn.Dispatch;
        Run.Ready(this);
    }

    public void WaitUntil(DateTimeOffset moment) => TakeAt(moment, Turn.Wake);

    void TakeAt(DateTimeOffset moment, Turn turn)
    {
        Turn = turn;
        WakeAt = moment;
        Changed();
        Run.At(
            moment,
            () =>
            {
                WakeAt = null;
                Take();
            }
        );
    }

    /// <summary>Ends the state with the result of its task or its children.</summary>
    public void Finish(Json result) => Attempt(() => State.Finish(this, result), Fail);

    /// <summary>Leaves the state.</summary>
    public void Exit(Json output, JsonObject? assigned, string? next)
    {
        if (output.Size > ExecutionLimits.LargestData || !DataLimit.Allows(output))
        {
            Fail(
                new(
                    StatesErrors.DataLimitExceeded,
                    $"The state/task '{State.Name}' returned a result with a size exceeding the maximum number of bytes service limit."
                )
            );
            return;
        }
        if (assigned is not null)
            Variables = Variables.With(assigned);
        Task = null;
        Run.Probe?.Exited(next, assigned);
        Record($"{State.Type}StateExited", new StateExitedDetails(State.Name, output, assigned is { Count: > 0 } ? assigned : null));
        Input = output;
        if (next is null || (Run.Probe is not null && owner is null))
        {
            IsOver = true;
            if (owner is null)
                Run.Succeed(this, output);
            else
                ((Branches)owner.Children!).Succeeded(this, output);
            return;
        }
        State = flow[next];
        Turn = Turn.Enter;
        Run.Ready(this);
    }

    /// <summary>Handles an error: retries the state, goes to the state that a catcher names, or fails.</summary>
    public void Fail(StatesError error)
    {
        Task = null;
        var failed = Children;
        Children = null;
        // A Map may have started iterations before an evaluation failed.
        failed?.Abandon();
        var isUnstarted = error.IsEvaluation && State.StartsChildren;
        if (error.IsEvaluation)
        {
            if (Previous == EnteredEventId && !State.EvaluationFollowsEntry)
                Previous = BeforeEntry;
            Record("EvaluationFailed", new EvaluationFailedDetails(State.Name, error.Error, error.Cause, error.Location));
            error = error with { IsEvaluation = false };
        }
        if (Retry(error))
        {
            failed?.Forget();
            return;
        }
        if (failed is not null || isUnstarted)
            Record($"{State.Type}StateFailed");
        if (Run.Probe?.IsRetriable != true && State.Catchers.FirstOrDefault(catcher => catcher.Matches(error)) is { } found)
        {
            failed?.Forget();
            Run.Probe?.Caught(State.Catchers.ToList().IndexOf(found), error);
            Catch(found, error);
            return;
        }
        Children = failed;
        End(error);
    }

    bool Retry(StatesError error)
    {
        var retriers = State.Retriers;
        for (var i = 0; i < retriers.Count; i++)
        {
            if (!retriers[i].Matches(error))
                continue;
            attempts ??= new int[retriers.Count];
            if (Run.Probe is { RetriesMade: > 0 } given && owner is null)
                attempts[i] = given.RetriesMade;
            if (attempts[i] >= retriers[i].MaxAttempts)
            {
                Run.Probe?.HasRetriedEnough(i);
                return false;
            }
            var delay = retriers[i].DelayAfter(attempts[i]++, Run.Random);
            if (Run.Probe is { } probe && owner is null)
            {
                probe.Retries(i, delay);
                return false;
            }
            RetryCount++;
            TakeAt(Run.Now + delay, Turn.Begin);
            return true;
        }
        return false;
    }

    void Catch(Catcher catcher, StatesError error) => Attempt(() => catcher.Catch(this, error), End);

    void End(StatesError error)
    {
        IsOver = true;
        Changed();
        if (owner is null)
            Run.Fail(this, error);
        else
            ((Branches?)owner.Children)?.Failed(this, error);
    }

    /// <summary>Ends the fiber because a sibling branch or iteration has failed.</summary>
    public void Abort(long previous)
    {
        if (IsOver)
            return;
        IsOver = true;
        Children?.Abort();
        Task?.Cancel();
        Previous = previous;
        // AWS records StateAborted only for states that have been entered.
        if (Turn != Turn.Enter)
            Record($"{State.Type}StateAborted");
    }

    /// <summary>Ends the fiber because the execution ends. The history gets no event.</summary>
    public void Abandon()
    {
        if (IsOver)
            return;
        IsOver = true;
        Children?.Abandon();
        Task?.Cancel();
    }

    /// <summary>The fiber and its children are not written into the saved state any more.</summary>
    public void Forget()
    {
        IsForgotten = true;
        Children?.Forget();
    }

    /// <summary>The cause of an error, preceded by the name of the state. TestState names no state in its causes.</summary>
    public string Explain(string message) =>
        Run.Probe is not null
            ? message
            : $"An error occurred while executing the state '{State.Name}' (entered at the event id #{EnteredEventId}). {message}";
}
