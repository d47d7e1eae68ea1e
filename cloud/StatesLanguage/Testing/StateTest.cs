using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.States;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Testing;

public enum StateTestStatus
{
    Succeeded,
    Failed,

    /// <summary>A retrier would retry the error.</summary>
    Retriable,

    CaughtError,
}

public sealed record StateTestResult(
    StateTestStatus Status,
    Json? Output,
    string? Error,
    string? Cause,
    string? NextState,
    JsonObject? InspectionData
);

/// <summary>TestState: executes a single state.</summary>
public static class StateTest
{
    /// <summary>The name of a state whose definition is given without a state machine.</summary>
    internal const string DefaultName = "StateName";

    public static async Task<StateTestResult> RunAsync(string definition, StateTestInput test, ExecutionIdentity identity, IStatesHost host)
    {
        ArgumentNullException.ThrowIfNull(test);
        var state = test.StateName is { } name
            ? FindIn(StateMachine.Parse(definition).Flow, name) ?? throw new StateTestException("State not found in definition")
            : ReadState(definition);
        MockRules.Check(state, test);
        if (test.Context is { } context)
            MockedContext.Check(context, state);
        var probe = new StateProbe(test);
        var execution = new Execution(new(Flow.Of(state), timeout: null), test.Input, identity, host, ExecutionType.Express, test.Variables)
        {
            Probe = probe,
        };
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
            test.Level == InspectionLevel.Info ? null : probe.Seen
        );
    }

    internal static State? FindIn(Flow flow, string name) =>
        flow.States.GetValueOrDefault(name)
        ?? flow.States.Values.SelectMany(state => state.Flows)
            .Select(inner => FindIn(inner.Flow, name))
            .FirstOrDefault(found => found is not null);

    static State ReadState(string definition)
    {
        var diagnostics = new List<Diagnostic>();
        var state = DefinitionText.Read(definition, diagnostics) is { } fields
            ? StateReader.Read(DefaultName, new(fields, $"/States/{DefaultName}", diagnostics), QueryLanguage.JsonPath)
            : null;
        return state is not null && diagnostics.Count == 0 ? state : throw new DefinitionException(diagnostics);
    }
}
