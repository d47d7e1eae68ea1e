using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;

namespace Classroom.Cli.Commands;

sealed class SnapshotSave : CliCommand
{
    readonly Argument<string> name = SnapshotNames.Argument("The name of the new snapshot");

    public override string Path => "snapshot save";

    public override string Description => "Save the class as it is now: resources, executions, messages, logs and keys; the cloud may run";

    public override IReadOnlyList<string> Examples => ["snapshot save before-lunch"];

    protected override bool TakesStack => false;

    protected override void Define(Command command) => command.Arguments.Add(name);

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var began = context.Clock.GetTimestamp();
        var saved = new ClassSave(context).Run(given.GetValue(name)!, student: null);
        context.Line(
            $"Snapshot {saved.Name} was saved in {context.Clock.GetElapsedTime(began).TotalSeconds:0.0} s: {saved.Students.Count} "
                + $"students, {saved.Resources} resources, {SnapshotNames.SizeOf(saved)}."
        );
        context.Line($"`./classroom snapshot restore {saved.Name}` brings the class back to this moment.");
        return Task.FromResult(ExitCode.Done);
    }
}
