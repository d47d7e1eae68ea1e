using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Testing;

/// <summary>How much of what it has seen a test tells.</summary>
public enum InspectionLevel
{
    Info,
    Debug,
    Trace,
}

public enum StateTestStatus
{
    Succeeded,
    Failed,

    /// <summary>An error that a retrier would answer with another attempt.</summary>
    Retriable,

    CaughtError,
}

/// <summary>What a state is tried with.</summary>
public sealed record StateTestInput(Json Input)
{
    /// <summary>Of a whole machine's definition, the state to try; else the definition is that of the state alone.</summary>
    public string? StateName { get; init; }

    public InspectionLevel Level { get; init; }

    public JsonObject Variables { get; init; } = JsonObject.Empty;

    /// <summary>Answers in the place of the service, or of a Map or Parallel state's flows.</summary>
    public Json? MockResult { get; init; }

    public (string Error, string Cause)? MockError { get; init; }

    /// <summary>Attempts that have been made already, as far as the retrier is concerned.</summary>
    public int RetrierRetryCount { get; init; }
}

public sealed record StateTestResult(StateTestStatus Status, Json? Output, string? Error, string? Cause, string? NextState, JsonObject? InspectionData);

/// <summary>TestState: one state alone, and what becomes of an input in it.</summary>
public static class StateTest
{
    const string DefaultName = "StateName";

    public static async Task<StateTestResult> RunAsync(string definition, StateTestInput test, ExecutionIdentity identity, IStatesHost host)
    {
        ArgumentNullException.ThrowIfNull(test);
        var state = test.StateName is { } name ? Find(StateMachine.Parse(definition).Flow, name) : ReadState(definition);
        var error = test.MockError is { } mock ? new StatesError(mock.Error, mock.Cause) { IsOfTask = true } : null;
        var probe = new StateProbe(test.MockResult, error) { RetriesMade = test.RetrierRetryCount };
        probe.Saw("input", test.Input);
        var execution = new Execution(new(Flow.Of(state), null, null), test.Input, identity, host, ExecutionType.Express, test.Variables) { Probe = probe };
        execution.Start();
        await execution.Completion.ConfigureAwait(false);
        return new(
            probe.IsRetriable ? StateTestStatus.Retriable
                : probe.CaughtError is not null ? StateTestStatus.CaughtError
                : execution.Status == ExecutionStatus.Succeeded ? StateTestStatus.Succeeded
                : StateTestStatus.Failed,
            execution.Output,
            execution.Error ?? probe.CaughtError?.Error,
            execution.Cause ?? probe.CaughtError?.Cause,
            probe.NextState,
            test.Level == InspectionLevel.Info ? null : probe.Seen);
    }

    static State ReadState(string definition)
    {
        var diagnostics = new List<Diagnostic>();
        State? state = null;
        try
        {
            if (Json.Parse(definition) is JsonObject fields) state = State.Read(DefaultName, new(fields, "", diagnostics), QueryLanguage.JsonPath);
            else diagnostics.Add(StateMachine.NoObject);
        }
        catch (JsonSyntaxException exception)
        {
            diagnostics.Add(new(Diagnostic.Error, "INVALID_JSON_DESCRIPTION", exception.Message, "/"));
        }
        return state is not null && diagnostics.Count == 0 ? state : throw new DefinitionException(diagnostics);
    }

    static State Find(Flow flow, string name) => FindIn(flow, name)
        ?? throw new DefinitionException([new(Diagnostic.Error, FieldReader.SchemaValidationFailed, $"The definition has no state '{name}'", "/")]);

    static State? FindIn(Flow flow, string name) => flow.States.GetValueOrDefault(name)
        ?? flow.States.Values.SelectMany(state => state.Flows).Select(inner => FindIn(inner.Flow, name)).FirstOrDefault(found => found is not null);
}
