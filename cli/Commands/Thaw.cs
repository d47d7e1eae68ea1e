using System.CommandLine;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class Thaw : CliCommand
{
    readonly Option<string[]> students = Students("The students to thaw; without it, all");

    readonly Option<bool> onAws = PulumiCommand.Option();

    public override string Path => "thaw";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "Let frozen students go on: executions and messages that waited continue";

    public override IReadOnlyList<string> Examples => ["thaw", "thaw --student user1", "thaw --student user1 --aws"];

    protected override void Define(Command command)
    {
        command.Options.Add(students);
        command.Options.Add(onAws);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (given.GetValue(onAws))
            return await FrozenSetting
                .SetAsync(context, given.GetValue(Stack)!, given.GetValue(students)!, false, cancelled)
                .ConfigureAwait(false);
        using var pages = new StudentPages(RunningCloud.Required(context.Paths));
        var frozen = (await pages.FrozenAsync().ConfigureAwait(false)).Keys.ToList();
        var chosen = given.GetValue(students) is { Length: > 0 } named ? named : [.. frozen];
        if (chosen.Length == 0)
            context.Line("No student is frozen.");
        foreach (var student in chosen)
        {
            var wasFrozen = await pages.ThawAsync(student).ConfigureAwait(false);
            context.Line(wasFrozen ? $"{student} goes on." : $"{student} was not frozen.");
        }
        return ExitCode.Done;
    }
}
