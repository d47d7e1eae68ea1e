namespace Classroom.StatesLanguage.Executions;

public enum ExecutionType
{
    Standard,

    /// <summary>Runs at most five minutes. The number of events has no limit, because AWS does not store them.</summary>
    Express,
}
