using System.CommandLine;
using Classroom.Cli.Clouds;
using Classroom.Cli.Handouts;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class HandoutsCommand : CliCommand
{
    readonly Argument<string> folder = new("folder") { Description = "The folder to write; it gets a folder for each student" };
    readonly Option<string[]> students = Students("Only these students");
    readonly Option<bool> secrets = Flag("--with-secrets", "Write passwords and access keys too");
    readonly Option<bool> zip = Flag("--zip", "Pack the folder of each student into a zip file beside it");
    readonly Option<bool> onAws = PulumiCommand.Option();

    public override string Path => "handouts";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "Write a page and an AWS profile for each student: names, addresses, and the guides of the labs";

    public override IReadOnlyList<string> Examples =>
        ["handouts handouts", "handouts handouts --with-secrets --zip", "handouts handouts --student user1", "handouts handouts --aws"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(folder);
        foreach (var option in (Option[])[students, secrets, zip, onAws])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var (running, all) = await ReadAsync(given, context, cancelled).ConfigureAwait(false);
        var chosen = Chosen(given.GetValue(students)!, all.Select(facts => facts.Student));
        var root = System.IO.Path.GetFullPath(given.GetValue(folder)!);
        var writer = new HandoutFolder(context.Repository, running, given.GetValue(secrets));
        var written = all.Where(facts => chosen?.Contains(facts.Student) != false).ToList();
        foreach (var facts in written)
        {
            var own = System.IO.Path.Combine(root, facts.Student);
            writer.Write(own, facts);
            if (given.GetValue(zip))
                HandoutFolder.Pack(own);
        }
        Tell(context, given, root, written);
        return ExitCode.Done;
    }

    async Task<(RunningCloud? Running, IReadOnlyList<StudentFacts> All)> ReadAsync(
        ParseResult given,
        CommandContext context,
        CancellationToken cancelled
    )
    {
        var stack = given.GetValue(Stack)!;
        if (given.GetValue(onAws))
        {
            var file = context.Stack(stack);
            var plan = await ClassSession.PlanAsync(context, file, isForAws: true).ConfigureAwait(false);
            return (null, await AwsClass.ReadAsync(context.Repository, file, plan, cancelled).ConfigureAwait(false));
        }
        var running = RunningCloud.Required(context.Paths);
        using var state = context.Look(stack);
        return state.Outputs.Count > 0
            ? (running, EmbeddedClass.Read(state, stack, running))
            : throw new CommandException("No student is up. `./classroom up` creates the class.");
    }

    void Tell(CommandContext context, ParseResult given, string root, List<StudentFacts> written)
    {
        context.Line($"{written.Count} hand-outs are in {root.EscapeMarkup()}, a folder for each student: handout.html and handout.md.");
        foreach (var facts in written.Where(facts => facts.Key is null && facts.Role is null))
            context.Line(
                $"[yellow]{facts.Student.EscapeMarkup()} has no identity: set access to role or user, then run `./classroom up`.[/]"
            );
        context.Line(
            given.GetValue(secrets) ? "They contain keys: give each student only the own folder."
            : written.Any(facts => facts.Key is not null)
                ? "They contain no keys. --with-secrets writes the keys too; only you can read the files."
            : "They contain no keys."
        );
    }
}
