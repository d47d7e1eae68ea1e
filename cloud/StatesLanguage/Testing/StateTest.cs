using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Testing;

public enum StateTestStatus
{
    Succeeded,
    Failed,

    /// <summary>An error that a retrier would answer with another attempt.</summary>
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

/// <summary>TestState: one state alone, and what becomes of an input in it.</summary>
public static class StateTest
{
    /// <summary>What a state is called that is tried alone.</summary>
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
        var execution = new Execution(new(Flow.Of(state), null, null), test.Input, identity, host, ExecutionType.Express, test.Variables)
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
            ? State.Read(DefaultName, new(fields, $"/States/{DefaultName}", diagnostics), QueryLanguage.JsonPath)
            : null;
        return state is not null && diagnostics.Count == 0 ? state : throw new DefinitionException(diagnostics);
    }
}
