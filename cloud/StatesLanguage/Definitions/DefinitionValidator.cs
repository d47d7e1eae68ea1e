using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>Finds all errors of a definition (ValidateStateMachineDefinition).</summary>
public static class DefinitionValidator
{
    public static IReadOnlyList<Diagnostic> Validate(string definition, ExecutionType type = ExecutionType.Standard)
    {
        var diagnostics = new List<Diagnostic>();
        var machine = StateMachine.Read(definition, diagnostics);
        if (machine is not null)
        {
            CheckNames(machine.Flow, "", [], diagnostics);
            if (type == ExecutionType.Express)
                CheckExpress(machine.Flow, "", diagnostics);
        }
        return diagnostics;
    }

    /// <summary>The name of a state must be unique in the whole state machine, including branches and iterations.</summary>
    static void CheckNames(Flow flow, string location, HashSet<string> seen, List<Diagnostic> diagnostics)
    {
        foreach (var (name, state) in flow.States)
        {
            var here = $"{location}/States/{name}";
            if (!seen.Add(name))
                diagnostics.Add(new(Diagnostic.Error, "DUPLICATE_STATE_NAME", $"Duplicate state name: {name}", here));
            if (name.Length > 80)
                diagnostics.Add(
                    new(Diagnostic.Error, FieldReader.SchemaValidationFailed, "State name can not be longer than 80 characters", here)
                );
            foreach (var (inner, at) in state.Flows)
                CheckNames(inner, $"{here}/{at}", seen, diagnostics);
        }
    }

    /// <summary>Express executions run at most five minutes; therefore they cannot wait for jobs, callbacks or activities.</summary>
    static void CheckExpress(Flow flow, string location, List<Diagnostic> diagnostics)
    {
        foreach (var (name, state) in flow.States)
        {
            var here = $"{location}/States/{name}";
            var refused = state switch
            {
                TaskState { Resource: { Kind: TaskKind.Activity } } => "Express state machine does not support Activity ARN",
                TaskState { Resource: { Pattern: TaskPattern.WaitForTaskToken } } =>
                // AWS ends this message with a blank, and the one for '.sync' without.
                "Express state machine does not support '.waitForTaskToken' service integration ",
                TaskState { Resource: { Pattern: TaskPattern.Sync or TaskPattern.Sync2 } } =>
                    "Express state machine does not support '.sync' service integration",
                MapState { IsDistributed: true } => "Express state machine does not support Distributed Map states",
                _ => null,
            };
            if (refused is not null)
                diagnostics.Add(
                    new(
                        Diagnostic.Error,
                        FieldReader.SchemaValidationFailed,
                        refused,
                        $"{here}/{(state is TaskState ? "Resource" : "ItemProcessor")}"
                    )
                );
            foreach (var (inner, at) in state.Flows)
                CheckExpress(inner, $"{here}/{at}", diagnostics);
        }
    }
}
