namespace Classroom.StatesLanguage.Executions;

/// <summary>A flow that executions run: a state machine, or the item processor of a distributed Map.</summary>
public class Workflow
{
    internal Workflow(Flow flow, TimeSpan? timeout) => (Flow, Timeout) = (flow, timeout);

    internal Flow Flow { get; }

    /// <summary>TimeoutSeconds of the definition.</summary>
    internal TimeSpan? Timeout { get; }
}
