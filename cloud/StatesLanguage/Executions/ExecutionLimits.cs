namespace Classroom.StatesLanguage.Executions;

/// <summary>AWS's quotas of one execution.</summary>
public static class ExecutionLimits
{
    /// <summary>Bytes of an input or a result.</summary>
    public const int LargestData = 262_144;

    /// <summary>Events of a Standard execution's history.</summary>
    public const int MostEvents = 25_000;

    public static readonly TimeSpan LongestStandard = TimeSpan.FromDays(365);

    static readonly TimeSpan LongestExpress = TimeSpan.FromMinutes(5);

    internal static TimeSpan LongestTime(ExecutionType type) => type == ExecutionType.Express ? LongestExpress : LongestStandard;
}
