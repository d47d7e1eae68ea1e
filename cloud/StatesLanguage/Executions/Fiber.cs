using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>What a fiber does at its next turn.</summary>
enum Turn
{
    Enter,
    Begin,
    Dispatch,
    Wake,
}

/// <summary>One line of control through a flow: the execution itself, a branch, an iteration. It holds no thread.</summary>
sealed class Fiber
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

    /// <summary>Where the fiber's part of the saved state lies.</summary>
    public string Path => path ??= owner is null ? PartPath.Root : PartPath.Child(owner.Path, Index);

    public State State { get; private set; }

    /// <summary>The input of the state, before any path.</summary>
    public Json Input { get; private set; }

    public Variables Variables { get; private set; }

    /// <summary>The event that the next one will name as its predecessor.</summary>
    public long Previous { get; set; }

    /// <summary>The predecessor of the state's entry.</summary>
    public long BeforeEntry { get; private set; }

    public JsonObject? MapItem { get; }

    public TaskCall? Task { get; set; }

    public Children? Children { get; set; }

    public Turn Turn { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>Has changed, and is on the list of what is to be saved.</summary>
    public bool IsUnsaved { get; set; }

    /// <summary>The fiber has no part in the saved state any more: its result has taken the place, or its owner is over.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>When its wait, or its time before another attempt, is over.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    public long EnteredEventId { get; private set; }

    public DateTimeOffset Entered { get; private set; }

    public int RetryCount { get; private set; }

    /// <summary>Attempts made, for each retrier.</summary>
    public IReadOnlyList<int> Attempts => attempts ?? [];

    /// <summary>Puts the fiber into the state in which it was saved.</summary>
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

    /// <summary>What the fiber was to do next when it was saved.</summary>
    public void Place(Turn turn, int retryCount, int[] made, DateTimeOffset? wakeAt)
    {
        (Turn, RetryCount, WakeAt) = (turn, retryCount, wakeAt);
        attempts = made.Length > 0 ? made : null;
    }

    /// <summary>Goes on waiting for what it waited for when it was saved.</summary>
    public void Resume()
    {
        if (WakeAt is { } moment)
            TakeAt(moment, Turn);
        if (Task is not null)
            DispatchLater();
        Children?.Resume();
    }

    /// <summary>
    /// Tries the state again in which the fiber ended without success: with the same input and variables, and with all retries. A state
    /// that has started others leaves it to them.
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

    /// <summary>Does what is next, up to where it must wait for something.</summary>
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

    /// <summary>Does something; what its definition or its data make impossible is an error of the state.</summary>
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

    /// <summary>The fiber's part of the saved state is to be written again.</summary>
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

    /// <summary>Ends the state with the result of its work.</summary>
    public void Finish(Json result) => Attempt(() => ((ResultState)State).Finish(this, result), Fail);

    /// <summary>Leaves the state.</summary>
    public void Exit(Json output, JsonObject? assigned, string? next)
    {
        if (output.Size > Execution.LargestData || !DataLimit.Allows(output))
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

    /// <summary>What is done about an error: try again, go where a catcher says, or fail.</summary>
    public void Fail(StatesError error)
    {
        Task = null;
        var failed = Children;
        Children = null;
        // Some may have been started before an evaluation failed.
        failed?.Abandon();
        var isUnstarted = error.IsEvaluation && State is MapState or ParallelState;
        if (error.IsEvaluation)
        {
            // Until a state's fields are evaluated, its entry does not count as a predecessor; a Wait has entered before it evaluates.
            if (Previous == EnteredEventId && State is not WaitState)
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

    /// <summary>Ends because a branch or an iteration beside it has failed.</summary>
    public void Abort(long previous)
    {
        if (IsOver)
            return;
        IsOver = true;
        Children?.Abort();
        Task?.Cancel();
        Previous = previous;
        // A state that has not been entered is not aborted.
        if (Turn != Turn.Enter)
            Record($"{State.Type}StateAborted");
    }

    /// <summary>Ends because the execution does: nothing is recorded of its states.</summary>
    public void Abandon()
    {
        if (IsOver)
            return;
        IsOver = true;
        Children?.Abandon();
        Task?.Cancel();
    }

    /// <summary>Nothing of the fiber, and of what it has started, is kept any more.</summary>
    public void Forget()
    {
        IsForgotten = true;
        Children?.Forget();
    }

    /// <summary>Where something happened, and what. A state that is tried alone is nowhere.</summary>
    public string Explain(string message) =>
        Run.Probe is not null
            ? message
            : $"An error occurred while executing the state '{State.Name}' (entered at the event id #{EnteredEventId}). {message}";
}
