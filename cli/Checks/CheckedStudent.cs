namespace Classroom.Cli.Checks;

/// <summary>What the settings of the class say of a student, as far as checks need it.</summary>
/// <param name="Neighbour">Another student of the class, whose resources this student must not reach.</param>
/// <param name="Labs">The labs of the student.</param>
/// <param name="Identity">The role or the user with which the student signs in, such as user/user1-student; null for none.</param>
sealed record CheckedStudent(
    string Username,
    string Neighbour,
    IReadOnlyList<string> Labs,
    bool HasDashboard = true,
    string? Identity = null
);
