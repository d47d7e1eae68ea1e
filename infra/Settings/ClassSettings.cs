using System.Collections.Immutable;

namespace Classroom.Settings;

/// <summary>The settings of the class, and of each student in the order of their names.</summary>
sealed record ClassSettings(
    string ClassName,
    string Owner,
    string Stage,
    string? AlarmTopicArn,
    DashboardChoice Dashboard,
    ImmutableArray<Student> Students
)
{
    public GradingSettings Grading { get; init; } = GradingSettings.Usual;
}

sealed record Student(Username Username, StudentSettings Settings);
