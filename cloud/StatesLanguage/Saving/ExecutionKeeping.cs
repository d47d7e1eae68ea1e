namespace Classroom.StatesLanguage.Saving;

/// <summary>The data of an execution that a host keeps. Other data is not collected.</summary>
public enum ExecutionKeeping
{
    /// <summary>Neither events nor state.</summary>
    Nothing,

    /// <summary>Events, for a history or a log. An execution cannot be resumed from events.</summary>
    Events,

    /// <summary>Events, and the state from which the execution can be resumed in another process.</summary>
    State,
}
