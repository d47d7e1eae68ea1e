using System.CommandLine;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Storage;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class CloudRepair : CliCommand
{
    public override string Path => "cloud repair";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description => "Rescue the readable part of damaged data, and keep the damaged file";

    public override IReadOnlyList<string> Examples => ["cloud repair"];

    protected override bool TakesStack => false;

    protected override void Define(Command command) { }

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (RunningCloud.Find(context.Paths) is not null)
            throw new CommandException("The embedded cloud runs. Stop it first: `./classroom cloud stop`.");
        var done = Repair.Run(
            context.Paths.CloudData,
            AppPaths.CloudDatabase,
            $"`./classroom cloud repair` (process {Environment.ProcessId})",
            context.Clock.GetUtcNow()
        );
        context.Line($"The damaged file is kept: {done.Kept.EscapeMarkup()}");
        foreach (var table in done.Tables.Where(table => table is { Saved: > 0 } or { Damaged: > 0 } or { IsWhole: false }))
        {
            var lost = table.Damaged > 0 ? $", [red]{table.Damaged} damaged rows left out[/]" : "";
            var end = table.IsWhole ? "" : ", [red]a part of the table could not be read[/]";
            context.Line($"  {table.Name.EscapeMarkup()}: {table.Saved} rows saved{lost}{end}");
        }
        context.Line(
            done.IsComplete
                ? "Everything was rescued. `./classroom cloud start` starts the cloud."
                : "The damaged rows are lost. `./classroom cloud start` starts the cloud; `./classroom up --refresh` makes missing "
                    + "resources again."
        );
        return Task.FromResult(ExitCode.Done);
    }
}
