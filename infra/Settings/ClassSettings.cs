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

    /// <summary>The mode of students who have no other.</summary>
    public LabMode Mode { get; init; } = LabMode.Provisioned;

    /// <summary>Whether students build labs themselves.</summary>
    public bool HasHandsOn => Mode == LabMode.HandsOn || Students.Any(student => student.Settings.Mode == LabMode.HandsOn);
}

sealed record Student(Username Username, StudentSettings Settings);
