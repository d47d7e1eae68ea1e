using System.Collections.Immutable;

namespace Classroom.Settings;

/// <summary>The settings that a class has and a student can override.</summary>
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

    public LabMode Mode { get; init; } = LabMode.Provisioned;

    /// <summary>The student may do nothing, and nothing of the student runs.</summary>
    public bool Frozen { get; init; }

    /// <summary>From this time on the student may do nothing.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What becomes of the student's resources at that time. The program has no clock; the command acts.</summary>
    public ExpiryChoice WhenExpired { get; init; } = ExpiryChoice.Freeze;

    /// <summary>What the student's work may cost, in dollars; 0 for no limit. The command compares it with what has run.</summary>
    public double Budget { get; init; }

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

/// <summary>
/// One dashboard for each student, one for the class, or none. A dashboard costs $3 a month, which is most of the bill of an idle class.
/// </summary>
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

/// <summary>Who builds the labs: the program, or the student by the guide within a fence that the program makes.</summary>
enum LabMode
{
    Provisioned,
    HandsOn,
}

/// <summary>What becomes of resources when the time of their student is over: they stay, and IAM denies everything; or they go.</summary>
enum ExpiryChoice
{
    Freeze,
    Destroy,
}
