using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cli.Terminal;

namespace Classroom.Cli.Commands;

sealed class Destroy : CliCommand
{
    readonly Option<string[]> students = Students("Only these students; the resources that the class shares stay");
    readonly Option<bool> expired = Flag("--expired", "Only students whose time is over, with the setting whenExpired: destroy");
    readonly Option<bool> yes = Flag("--yes", "Skip the confirmation prompt", "-y");
    readonly Option<bool> json = Json();
    readonly Option<bool> onAws = PulumiCommand.Option();

    public override string Path => "destroy";

    public override string Description => "Remove the class, or some of its students, with all resources and log groups";

    public override IReadOnlyList<string> Examples =>
        ["destroy", "destroy --yes --student user3", "destroy --expired --yes", "destroy --aws"];

    protected override string Interrupted =>
        "Interrupted. Everything that was done is recorded: `./classroom destroy` continues from there.";

    protected override void Define(Command command)
    {
        foreach (var option in (Option[])[students, expired, yes, json, onAws])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var stack = given.GetValue(Stack)!;
        if (given.GetValue(expired) && (given.GetValue(onAws) || given.GetValue(students)!.Length > 0))
            throw new CommandException(
                "--expired chooses the students by the settings, on the embedded cloud: without --student and --aws."
            );
        if (given.GetValue(onAws))
        {
            PulumiCommand.RefuseStudents(given.GetValue(students)!);
            return await PulumiCommand.DestroyAsync(context, stack, given.GetValue(yes), cancelled).ConfigureAwait(false);
        }
        var isJson = given.GetValue(json);
        if (isJson)
            context = context.Aside();
        var file = context.Stack(stack);
        using var session = await ClassSession.OpenAsync(context, stack, file.Region, "destroy").ConfigureAwait(false);
        var chosen = given.GetValue(expired)
            ? Expiry.Over(file, context.Clock.GetUtcNow()).Select(student => student.Username.ToString()).ToHashSet()
            : Chosen(given.GetValue(students)!, StudentsOf(session.State));
        var changes = ChangeSet.Removing(session.State, chosen);
        string[] whose = [.. chosen ?? StudentsOf(session.State)];
        var leftovers = await session.LeftoversAsync(whose).ConfigureAwait(false);
        if (changes.IsEmpty && leftovers.Count == 0 && !isJson)
        {
            context.Line("There is nothing to remove.");
            return ExitCode.Done;
        }
        var began = context.Clock.GetTimestamp();
        if (!isJson)
        {
            PlanView.ShowCounts(context.Console, changes);
            LeftoverView.Show(context, leftovers);
        }
        if (!(changes.IsEmpty && leftovers.Count == 0) && !Question.Agreed(context, "Remove all of this?", given.GetValue(yes)))
            return ExitCode.Refused;
        // What the students have built uses what the program has made, and goes first.
        var isSwept = await session.SweepAsync(leftovers).ConfigureAwait(false);
        var result = await session.ConvergeAsync(changes).ConfigureAwait(false);
        await ForgetWhoHasGoneAsync(session.State).ConfigureAwait(false);
        var took = context.Clock.GetElapsedTime(began);
        if (!isJson)
        {
            var code = ResultView.Show(context, changes, result, took, $"destroy{OfStack(stack)}");
            var isGone = whose.Length == 0 || await session.ProveGoneAsync(whose).ConfigureAwait(false);
            return code == ExitCode.Done && isSwept && isGone ? ExitCode.Done : ExitCode.Failed;
        }
        await context.Plain.WriteLineAsync(ResultView.Json(changes, result, took).ToJsonString()).ConfigureAwait(false);
        return result.IsWhole && isSwept ? ExitCode.Done : ExitCode.Failed;
    }

    static IEnumerable<string> StudentsOf(StackState state) =>
        state.Resources.Select(resource => resource.Student).OfType<string>().Distinct();

    /// <summary>Students with resources that could not be removed keep their outputs.</summary>
    static async Task ForgetWhoHasGoneAsync(StackState state)
    {
        var there = state.Resources.Select(resource => resource.Student).ToHashSet();
        var told = (System.Text.Json.Nodes.JsonObject)state.Outputs.DeepClone();
        foreach (var student in told.Select(pair => pair.Key).Where(student => !there.Contains(student)).ToList())
            told.Remove(student);
        await state.TellAsync(told).ConfigureAwait(false);
    }
}
