using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

/// <summary>Freezes and thaws students of a class on AWS: by the setting `frozen`, which the program turns into denials.</summary>
static class FrozenSetting
{
    const string Key = "frozen";

    public static async Task<ExitCode> SetAsync(
        CommandContext context,
        string stack,
        string[] students,
        bool frozen,
        CancellationToken cancelled
    )
    {
        PulumiProgram.Require();
        var path = StackFile.PathOf(context.Repository, stack);
        var roster = Roster.Open(path);
        if (students.FirstOrDefault(student => !roster.Usernames.Contains(student)) is { } unknown)
            throw new CommandException(
                $"There is no student '{unknown}' in {path}. There are {string.Join(", ", roster.Usernames)}. Nothing was changed."
            );
        var chosen =
            students.Length > 0
                ? students
                : roster.Students.Where(student => student.OwnSettings.Contains(Key)).Select(student => student.Username);
        foreach (var student in chosen)
        {
            roster.Set(student, Key, frozen ? "true" : "false");
            context.Line($"{path}: {student} has {Key}: {(frozen ? "true" : "false")}.");
        }
        roster.Save();
        // Only what differs for these students changes. A preview would take as long as the change.
        return await PulumiCommand.UpAsync(context, stack, isAgreed: true, ["--skip-preview"], cancelled).ConfigureAwait(false);
    }
}
