namespace Classroom.StatesLanguage.Executions;

/// <summary>What a host keeps of an execution. What the host does not keep is not collected.</summary>
public enum ExecutionKeeping
{
    /// <summary>Neither events nor state.</summary>
    Nothing,

    /// <summary>Events, for a history or a log. The execution cannot go on from them.</summary>
    Events,

    /// <summary>Events, and the state from which the execution can go on in another process.</summary>
    State,
}
