using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cli.Terminal;

namespace Classroom.Cli.Commands;

sealed class Reset : CliCommand
{
    readonly Option<string[]> students = Students("The students whose resources are made again");
    readonly Option<bool> yes = Flag("--yes", "Skip the confirmation prompt", "-y");
    readonly Option<bool> keeps = Flag("--keep-access", "Keep keys, password and the address of the API");

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
        command.Options.Add(keeps);
        command.Options.Add(yes);
    }

    /// <summary>What signs the student in, and the API with its address.</summary>
    static bool IsAccess(ResourceState resource) => resource.Lab is null || resource.Type == "aws:apigatewayv2/api:Api";

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var file = context.Stack(given.GetValue(Stack)!);
        var plan = await ClassSession.PlanAsync(context, file).ConfigureAwait(false);
        using var session = await ClassSession.OpenAsync(context, file.Stack, file.Region, "reset").ConfigureAwait(false);
        var chosen = Chosen(given.GetValue(students)!, plan.Students);
        var keepsAccess = given.GetValue(keeps);
        var removal = ChangeSet.Removing(session.State, chosen);
        if (keepsAccess)
            removal = new([.. removal.All.Where(change => !IsAccess(change.Before!))]);
        var leftovers = await session.LeftoversAsync(chosen!).ConfigureAwait(false);
        LeftoverView.Show(context, leftovers);
        if (!keepsAccess && removal.All.Any(change => IsAccess(change.Before!)))
            context.Line("[yellow]  Keys, password and the address of the API change; --keep-access keeps them.[/]");
        if (
            !Question.Agreed(
                context,
                $"Remove {removal.All.Length + leftovers.Count} resources of {string.Join(", ", chosen!)} with all executions, messages "
                    + $"and logs, and make those of the labs again?",
                given.GetValue(yes)
            )
        )
            return ExitCode.Refused;
        var began = context.Clock.GetTimestamp();
        if (!await session.SweepAsync(leftovers).ConfigureAwait(false))
            return ExitCode.Failed;
        var removed = await session.ConvergeAsync(removal).ConfigureAwait(false);
        if (!removed.IsWhole)
            return ResultView.Show(
                context,
                removal,
                removed,
                context.Clock.GetElapsedTime(began),
                $"reset --student {string.Join(' ', chosen!)}{OfStack(file.Stack)}"
            );
        // Log groups appear again when a function writes while it goes, and what shared its name with a resource of the program shows now.
        if (!await session.SweepAsync(await session.LeftoversAsync(chosen!).ConfigureAwait(false)).ConfigureAwait(false))
            return ExitCode.Failed;
        var changes = ChangeSet.Between(session.State, plan, chosen);
        var made = await session.ConvergeAsync(changes).ConfigureAwait(false);
        return ResultView.Show(context, changes, made, context.Clock.GetElapsedTime(began), $"up{OfStack(file.Stack)}");
    }
}
