namespace Classroom.Languages.EventPatterns;

/// <summary>What a service adds to event patterns, or does not know yet.</summary>
/// <param name="IsOlder">
/// SNS filter policies follow an earlier version of the language: anything-but excludes values and one prefix, and nothing else.
/// </param>
public sealed record PatternDialect(LanguageLimits Limits, bool IsOlder = false)
{
    public static PatternDialect Rule { get; } = new(LanguageLimits.EventPattern);

    public static PatternDialect EventSourceMapping { get; } = new(LanguageLimits.FilterCriteria);

    public static PatternDialect FilterPolicy { get; } = new(LanguageLimits.FilterPolicy, IsOlder: true);
}
