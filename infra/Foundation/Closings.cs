using System.Globalization;
using Classroom.Policies;
using Classroom.Settings;

namespace Classroom.Foundation;

/// <summary>
/// Denies everything to students who are frozen, and to each student whose time is over. IAM compares the time with each request, so that
/// nobody has to do anything when it comes.
/// </summary>
static class Closings
{
    const string Student = "aws:PrincipalTag/student";

    /// <summary>
    /// What AWS tries with a role when a workflow with logs, or the mapping of a queue to a function, is created or changed. Roles keep it,
    /// so that the program can still change a closed class.
    /// </summary>
    public static readonly string[] NeededForChanges =
    [
        .. LogDelivery.Actions,
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
    ];

    /// <param name="kept">The actions that are not denied.</param>
    public static IEnumerable<Statement> For(ClassSettings settings, params string[] kept)
    {
        var everything = Policy.DenyAllBut(kept).On("*");
        if (settings.Students.Where(student => student.Settings.Frozen).ToList() is { Count: > 0 } frozen)
            yield return Only(everything, frozen);
        foreach (var group in settings.Students.Where(student => student.Settings.Expires is not null).GroupBy(Time).OrderBy(Key))
        {
            var closing = everything.When("DateGreaterThanEquals", "aws:CurrentTime", group.Key);
            // The time of most students names the others: a policy has 6,144 characters.
            var others = settings.Students.Except(group).ToList();
            yield return others.Count < group.Count() ? Except(closing, others) : Only(closing, group);
        }
    }

    static string Time(Student student) =>
        student.Settings.Expires!.Value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    static string Key(IGrouping<string, Student> group) => group.Key;

    static Statement Only(Statement statement, IEnumerable<Student> students) =>
        statement.When("StringEquals", Student, [.. students.Select(student => (Pulumi.Input<string>)student.Username.ToString())]);

    static Statement Except(Statement statement, List<Student> students) =>
        students.Count == 0
            ? statement
            : statement.When(
                "StringNotEquals",
                Student,
                [.. students.Select(student => (Pulumi.Input<string>)student.Username.ToString())]
            );
}
