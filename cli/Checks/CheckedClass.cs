using System.Collections.Immutable;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Settings;

namespace Classroom.Cli.Checks;

/// <summary>The students of a stack, and how they are graded.</summary>
sealed record CheckedClass(string Name, IReadOnlyList<CheckedStudent> Students, CheckSettings Settings)
{
    public static CheckedClass Of(StackFile stack)
    {
        var settings = stack.Settings();
        return new(
            settings.ClassName,
            [
                .. settings
                    .Students.Select((student, index) => Of(student, settings.Students[(index + 1) % settings.Students.Length]))
                    .OrderBy(student => student.Username, Usernames.Natural),
            ],
            new(settings.Grading.Points, Known(settings.Grading.Weights, stack))
        );
    }

    /// <summary>A weight that fits no check is a typing error.</summary>
    static ImmutableSortedDictionary<string, double> Known(ImmutableSortedDictionary<string, double> weights, StackFile stack)
    {
        var all = CheckCatalog.Of([.. CheckCatalog.Labs.Select(lab => lab.Lab)]);
        return weights.Keys.FirstOrDefault(key => !all.Any(check => CheckSettings.KeysOf(check).Contains(key))) is { } unknown
            ? throw new CommandException(
                $"{stack.Name}: {SettingsReader.Namespace}:checks.weights.{unknown} fits no check. `./classroom check --student u --lab l` "
                    + "lists the checks of a lab."
            )
            : weights;
    }

    // In a class of one, the neighbour is somebody whom the policies do not know.
    const string Nobody = "neighbour";

    static CheckedStudent Of(Student student, Student next)
    {
        var name = student.Username.ToString();
        return new(
            name,
            next.Username.ToString() is var other && other != name ? other : Nobody,
            [.. student.Settings.Labs],
            HasDashboard: student.Settings.Dashboard == DashboardChoice.Student,
            Identity: student.Settings.Access switch
            {
                AccessChoice.Role => $"role/{name}-student",
                AccessChoice.User => $"user/{name}-student",
                _ => null,
            }
        );
    }
}
