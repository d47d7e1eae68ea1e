using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

/// <summary>
/// Writes the cohorts of the students into the settings file, where they stay: a student keeps the cohort whoever comes or leaves. To move
/// a student, change the number.
/// </summary>
static class CohortSettings
{
    public static Option<int?> Option() =>
        new("--cohorts") { Description = "Split the class into stacks of this many students", HelpName = "students" };

    /// <param name="size">How many students a cohort gets; null to leave it as the settings say.</param>
    public static void Write(CommandContext context, string stack, int? size)
    {
        if (size is < 1 or > 999)
            throw new CommandException($"--cohorts is {size}; it must be from 1 to 999: the number of students in a cohort.");
        var path = StackFile.PathOf(context.Repository, stack);
        var config = new Dictionary<string, string>(StackFile.AsWritten(path), StringComparer.Ordinal);
        if (size is { } wanted)
            config[CohortPlacement.Size] = $"{wanted}";
        var missing = CohortPlacement.Missing(config);
        var isNew = size is not null && StackFile.AsWritten(path).GetValueOrDefault(CohortPlacement.Size) != $"{size}";
        if (missing.Count == 0 && !isNew)
            return;
        var roster = Roster.Open(path);
        if (isNew)
            roster.SetCohortSize(size!.Value);
        foreach (var (student, cohort) in missing)
            roster.Set(student, Settings.CohortReader.Key, $"{cohort}");
        roster.Save();
        var sizes = roster.Students.CountBy(student => student.Cohort ?? "").OrderBy(cohort => cohort.Key, Usernames.Natural);
        context.Line(
            $"{System.IO.Path.GetFileName(path)}: {string.Join(", ", sizes.Select(cohort => $"cohort {cohort.Key} has {cohort.Value}"))}."
        );
    }
}
