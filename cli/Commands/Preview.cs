using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cli.Terminal;

namespace Classroom.Cli.Commands;

sealed class Preview : CliCommand
{
    readonly Option<string[]> students = Students("Only these students");
    readonly Option<bool> differences = Flag("--diff", "Show every input that changes");
    readonly Option<bool> json = Json();
    readonly Option<bool> onAws = PulumiCommand.Option();

    public override string Path => "preview";

    public override string Description =>
        $"Show what `up` would do, and change nothing; exits with {(int)ExitCode.Changes} if there are changes";

    public override IReadOnlyList<string> Examples => ["preview", "preview --diff --student user3", "preview --json", "preview --aws"];

    protected override void Define(Command command)
    {
        foreach (var option in (Option[])[students, differences, json, onAws])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var stack = given.GetValue(Stack)!;
        if (given.GetValue(onAws))
        {
            PulumiCommand.RefuseStudents(given.GetValue(students)!);
            return await PulumiCommand
                .PreviewAsync(context, stack, given.GetValue(differences) ? ["--diff"] : [], cancelled)
                .ConfigureAwait(false);
        }
        var plan = await ClassSession.PlanAsync(context, context.Stack(stack)).ConfigureAwait(false);
        using var state = context.Look(stack);
        var changes = ChangeSet.Between(
            state,
            plan,
            Chosen(given.GetValue(students)!, plan.Students.Concat(state.Resources.Select(resource => resource.Student).OfType<string>()))
        );
        if (given.GetValue(json))
            await context.Plain.WriteLineAsync(PlanView.Json(changes).ToJsonString()).ConfigureAwait(false);
        else
            PlanView.Show(context.Console, changes, given.GetValue(differences));
        return changes.IsEmpty ? ExitCode.Done : ExitCode.Changes;
    }
}
