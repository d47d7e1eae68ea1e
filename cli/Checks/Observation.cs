namespace Classroom.Cli.Checks;

/// <summary>The grade of a student, and where the student is.</summary>
sealed record Observation(Grade Grade, StudentProgress Progress);
