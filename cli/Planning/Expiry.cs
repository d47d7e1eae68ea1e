using Classroom.Settings;

namespace Classroom.Cli.Planning;

/// <summary>
/// Students whose resources go when their time is over. The program has no clock, because the same settings must always give the same
/// resources; so the command leaves these students out of the plan.
/// </summary>
static class Expiry
{
    public static IReadOnlyList<Student> Over(StackFile file, DateTimeOffset now) =>
        [.. Destroyed(file).Where(student => student.Settings.Expires <= now)];

    /// <summary>When the next student's time is over; null for never.</summary>
    public static DateTimeOffset? Next(StackFile file, DateTimeOffset now) =>
        Destroyed(file).Select(student => student.Settings.Expires).Where(time => time > now).Min();

    static IEnumerable<Student> Destroyed(StackFile file) =>
        file.Settings().Students.Where(student => student.Settings.WhenExpired == ExpiryChoice.Destroy);
}
