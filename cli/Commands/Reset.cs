using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cli.Terminal;

namespace Classroom.Cli.Commands;

sealed class Reset : CliCommand
{
    readonly Option<string[]> students = Students("The students whose resources are made again");
    readonly Option<bool> yes = Flag("--yes", "Skip the confirmation prompt", "-y");

    public override string Path => "reset";

    public override string Description => "Remove a student's resources and make them again, without executions, messages and logs";

    public override IReadOnlyList<string> Examples => ["reset --student user1", "reset --student user1 user2 --yes"];

    protected override string Interrupted =>
        "Interrupted. Everything that was done is recorded: `./classroom up` continues from there, and `./classroom destroy` removes it.";

    protected override void Define(Command command)
    {
        students.Required = true;
        students.DefaultValueFactory = null;
        command.Options.Add(students);
        command.Options.Add(yes);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var file = context.Stack(given.GetValue(Stack)!);
        var plan = await ClassSession.PlanAsync(context, file).ConfigureAwait(false);
        using var session = await ClassSession.OpenAsync(context, file.Stack, file.Region, "reset").ConfigureAwait(false);
        var chosen = Chosen(given.GetValue(students)!, plan.Students);
        var removal = ChangeSet.Removing(session.State, chosen);
        if (
            !Question.Agreed(
                context,
                $"Remove {removal.All.Length} resources of {string.Join(", ", chosen!)} with all executions, messages and logs, and "
                    + $"make them again?",
                given.GetValue(yes)
            )
        )
            return ExitCode.Refused;
        var began = context.Clock.GetTimestamp();
        var removed = await session.ConvergeAsync(removal).ConfigureAwait(false);
        if (!removed.IsWhole)
            return ResultView.Show(context, removal, removed, context.Clock.GetElapsedTime(began), $"reset{OfStack(file.Stack)}");
        var changes = ChangeSet.Between(session.State, plan, chosen);
        var made = await session.ConvergeAsync(changes).ConfigureAwait(false);
        return ResultView.Show(context, changes, made, context.Clock.GetElapsedTime(began), $"up{OfStack(file.Stack)}");
    }
}
