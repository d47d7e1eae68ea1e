using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;

namespace Classroom.Cli.Commands;

sealed class SnapshotSave : CliCommand
{
    readonly Argument<string> name = SnapshotNames.Argument("The name of the new snapshot");

    readonly Option<string?> student = new("--student", "-u")
    {
        Description = "Save the resources of this student only",
        HelpName = "username",
    };

    public override string Path => "snapshot save";

    public override string Description => "Save the class as it is now: resources, executions, messages, logs and keys; the cloud may run";

    public override IReadOnlyList<string> Examples => ["snapshot save before-lunch", "snapshot save half-way --student user1"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        command.Arguments.Add(name);
        command.Options.Add(student);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var began = context.Clock.GetTimestamp();
        var saved = await new ClassSave(context).RunAsync(given.GetValue(name)!, given.GetValue(student)).ConfigureAwait(false);
        var whose = saved.Student ?? $"{saved.Students.Count} students, {saved.Resources} resources";
        context.Line(
            $"Snapshot {saved.Name} was saved in {context.Clock.GetElapsedTime(began).TotalSeconds:0.0} s: {whose}, "
                + $"{SnapshotNames.SizeOf(saved)}."
        );
        context.Line($"`./classroom snapshot restore {saved.Name}` brings {(saved.Student ?? "the class")} back to this moment.");
        return ExitCode.Done;
    }
}
