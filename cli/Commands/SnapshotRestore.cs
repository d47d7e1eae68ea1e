using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;
using Classroom.Cli.Terminal;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class SnapshotRestore : CliCommand
{
    readonly Argument<string> name = SnapshotNames.Argument("The name of the snapshot");
    readonly Option<string?> student = new("--student", "-u")
    {
        Description = "Restore the resources of this student only; the others keep everything",
        HelpName = "username",
    };
    readonly Option<bool> yes = Flag("--yes", "Skip the confirmation prompt", "-y");

    public override string Path => "snapshot restore";

    public override string Description => "Bring the class back to a snapshot; executions that ran then go on";

    public override IReadOnlyList<string> Examples =>
        ["snapshot restore before-lunch", "snapshot restore before-lunch --yes", "snapshot restore before-lunch --student user1"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        command.Arguments.Add(name);
        command.Options.Add(student);
        command.Options.Add(yes);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var store = new SnapshotStore(context.Paths);
        using var one = store.Lock(Path);
        var snapshot = store.Find(given.GetValue(name)!);
        // A snapshot of one student cannot be restored as a class.
        var chosen = given.GetValue(student) ?? snapshot.Student;
        var moment = $"{snapshot.Created.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
        var question = chosen is null
            ? $"Bring {snapshot.Students.Count} students back to {moment}? Everything that happened since is lost."
            : $"Bring the resources of {chosen} back to {moment}? What {chosen} has built since is lost.";
        if (!Question.Agreed(context, question, given.GetValue(yes)))
            return ExitCode.Refused;
        var began = context.Clock.GetTimestamp();
        var result = await new ClassRestore(context).RunAsync(snapshot, chosen).ConfigureAwait(false);
        var took = context.Clock.GetElapsedTime(began);
        context.Line(
            chosen is null
                ? $"The class is as it was at {moment} ({snapshot.Students.Count} students). It took {took.TotalSeconds:0.0} s."
                : $"The resources of {chosen} are as they were at {moment}; executions, logs and messages stay. "
                    + $"It took {took.TotalSeconds:0.0} s."
        );
        context.Line(
            result.OtherKeys.Count == 0
                ? "The access keys of the students are the same as before."
                : $"[yellow]The access keys of {string.Join(", ", result.OtherKeys).EscapeMarkup()} are those of the snapshot: hand out "
                    + "their profiles again (`./classroom handouts`).[/]"
        );
        if (result.Running is { } running)
            context.Line($"The embedded cloud runs at {running.Endpoint} again.");
        else
            context.Line("The embedded cloud does not run. `./classroom cloud start` starts it.");
        return ExitCode.Done;
    }
}
