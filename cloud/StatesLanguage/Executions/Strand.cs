using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Executions;

/// <summary>What a strand does at its next turn.</summary>
enum Turn
{
    Enter,
    Begin,
    Dispatch,
    Wake,
}

/// <summary>One thread of control through a flow: the execution itself, a branch, an iteration. It has no thread of the machine's, only a place.</summary>
sealed class Strand
{
    readonly Strand? owner;
    readonly Flow flow;
    int[]? attempts;
    long beforeEntry;

    public Strand(Execution run, Strand? owner, int index, Flow flow, Json input, Variables variables, long previous, JsonObject? mapItem)
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

    public int Index { get; }

    public State State { get; private set; }

    /// <summary>The input of the state, before any path.</summary>
    public Json Input { get; private set; }

    public Variables Variables { get; private set; }

    /// <summary>The event that the next one will name as its predecessor.</summary>
    public long Previous { get; set; }

    public JsonObject? MapItem { get; }

    public TaskCall? Task { get; set; }

    public Children? Children { get; set; }

    public Turn Turn { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>When its wait, or its time before another attempt, is over.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    public long EnteredEventId { get; private set; }

    public DateTimeOffset Entered { get; private set; }

    public int RetryCount { get; private set; }

    /// <summary>Attempts made, for each retrier.</summary>
    public IReadOnlyList<int> Attempts => attempts ?? [];

    /// <summary>Puts the strand where it was when it was saved.</summary>
    public void Restore(string state, Json input, Variables variables, long enteredEventId, DateTimeOffset entered, int retryCount, int[] made, Turn turn, DateTimeOffset? wakeAt)
    {
        (State, Input, Variables, EnteredEventId, Entered, RetryCount) = (flow[state], input, variables, enteredEventId, entered, retryCount);
        attempts = made.Length > 0 ? made : null;
        Turn = turn;
        if (wakeAt is { } moment) TakeAt(moment, turn);
    }

    /// <summary>Does what is next, up to where it must wait for something.</summary>
    public void Take()
    {
        if (IsOver) return;
        try
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
        catch (StatesException exception)
        {
            Fail(exception.Error);
        }
    }

    void Enter()
    {
        Entered = Run.Now;
        beforeEntry = Previous;
        RetryCount = 0;
        attempts = null;
        Record($"{State.Type}StateEntered", new StateEnteredDetails(State.Name, Input));
        EnteredEventId = Previous;
    }

    public void Record(string type, EventDetails? details = null) => Previous = Run.Record(type, Previous, details);

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
        Run.At(moment, () =>
        {
            WakeAt = null;
            Take();
        });
    }

    /// <summary>Ends the state with the result of its work.</summary>
    public void Finish(Json result)
    {
        try
        {
            ((ResultState)State).Finish(this, result);
        }
        catch (StatesException exception)
        {
            Fail(exception.Error);
        }
    }

    /// <summary>Leaves the state.</summary>
    public void Exit(Json output, JsonObject? assigned, string? next)
    {
        if (output.Size > Execution.LargestData)
        {
            Fail(new(StatesErrors.DataLimitExceeded, $"The state/task '{State.Name}' returned a result with a size exceeding the maximum number of bytes service limit."));
            return;
        }
        if (assigned is not null) Variables = Variables.With(assigned);
        Task = null;
        Run.Probe?.Exited(next, assigned);
        Record($"{State.Type}StateExited", new StateExitedDetails(State.Name, output, assigned is { Count: > 0 } ? assigned : null));
        Input = output;
        if (next is null || (Run.Probe is not null && owner is null))
        {
            IsOver = true;
            if (owner is null) Run.Succeed(this, output);
            else owner.Children!.Succeeded(this, output);
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
        var hadChildren = Children is not null;
        Children = null;
        var isUnstarted = error.IsEvaluation && State is MapState or ParallelState;
        if (error.IsEvaluation)
        {
            // Until a state's fields are evaluated, its entry does not count as a predecessor; a Wait has entered before it evaluates.
            if (Previous == EnteredEventId && State is not WaitState) Previous = beforeEntry;
            Record("EvaluationFailed", new EvaluationFailedDetails(State.Name, error.Error, error.Cause, error.Location));
            error = error with { IsEvaluation = false };
        }
        if (Retry(error)) return;
        if (hadChildren || isUnstarted) Record($"{State.Type}StateFailed");
        if (Run.Probe?.IsRetriable != true && State.Catchers.FirstOrDefault(catcher => catcher.Matches(error)) is { } found)
        {
            Run.Probe?.Caught(State.Catchers.ToList().IndexOf(found), error);
            Catch(found, error);
            return;
        }
        IsOver = true;
        if (owner is null) Run.Fail(this, error);
        else owner.Children?.Failed(this, error);
    }

    bool Retry(StatesError error)
    {
        var retriers = State.Retriers;
        for (var i = 0; i < retriers.Count; i++)
        {
            if (!retriers[i].Matches(error)) continue;
            attempts ??= new int[retriers.Count];
            if (Run.Probe is { RetriesMade: > 0 } given && owner is null) attempts[i] = given.RetriesMade;
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

    void Catch(Catcher catcher, StatesError error)
    {
        try
        {
            catcher.Catch(this, error);
        }
        catch (StatesException exception)
        {
            IsOver = true;
            if (owner is null) Run.Fail(this, exception.Error);
            else owner.Children?.Failed(this, exception.Error);
        }
    }

    /// <summary>Ends because a branch or an iteration beside it has failed.</summary>
    public void Abort(long previous)
    {
        if (IsOver) return;
        IsOver = true;
        Children?.Abort();
        Task?.Cancel();
        Previous = previous;
        Record($"{State.Type}StateAborted");
    }

    /// <summary>Ends because the execution does: nothing is recorded of its states.</summary>
    public void Abandon()
    {
        if (IsOver) return;
        IsOver = true;
        Children?.Abandon();
        Task?.Cancel();
    }

    /// <summary>Where something happened, and what. A state that is tried alone is nowhere.</summary>
    public string Explain(string message) => Run.Probe is not null ? message : $"An error occurred while executing the state '{State.Name}' (entered at the event id #{EnteredEventId}). {message}";
}
