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

    /// <summary>How many students a cohort gets; null for a class without cohorts, which has one stack.</summary>
    public int? CohortSize { get; init; }

    /// <summary>The cohort of which this stack has the students; null for the stack with the shared resources.</summary>
    public int? Cohort { get; init; }

    /// <summary>The cohorts that have students.</summary>
    public IEnumerable<int> Cohorts => Students.Select(student => student.Cohort).OfType<int>().Distinct().Order();

    /// <summary>The students whose resources are in this stack.</summary>
    public IEnumerable<Student> InThisStack =>
        Cohort is { } cohort ? Students.Where(student => student.Cohort == cohort)
        : CohortSize is null ? Students
        : [];
}

/// <param name="Cohort">Null in a class without cohorts.</param>
sealed record Student(Username Username, StudentSettings Settings, int? Cohort = null);
