using System.Collections.Immutable;

namespace Classroom.Settings;

/// <summary>What may be set for the class and overridden for a student.</summary>
sealed record StudentSettings
{
    public ImmutableSortedSet<string> Labs { get; init; } = [];

    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    public int LogRetentionDays { get; init; } = 7;

    public double PaymentFailureRate { get; init; } = 0.15;

    public double OutOfStockRate { get; init; } = 0.1;

    public double TransientErrorRate { get; init; } = 0.1;

    public double DelayScale { get; init; } = 1;

    public DashboardChoice Dashboard { get; init; } = DashboardChoice.Student;

    public AccessChoice Access { get; init; } = AccessChoice.None;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

enum LogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
}

/// <summary>One dashboard for each student, one for the class, or none: at $3 a month each they are most of an idle class's bill.</summary>
enum DashboardChoice
{
    Student,
    Class,
    None,
}

enum AccessChoice
{
    None,
    Role,
    User,
}
