namespace Classroom.StatesLanguage.Executions;

public enum ExecutionType
{
    Standard,

    /// <summary>At most five minutes, and no limit on its events, because nobody keeps them.</summary>
    Express,
}
