using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class SnapshotExport : CliCommand
{
    readonly Argument<string> name = SnapshotNames.Argument("The name of the snapshot");
    readonly Argument<string> file = new("file") { Description = "The file to write" };

    public override string Path => "snapshot export";

    public override string Description => "Write a snapshot into one file, for another machine";

    public override IReadOnlyList<string> Examples => ["snapshot export before-lunch before-lunch.snapshot"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        command.Arguments.Add(name);
        command.Arguments.Add(file);
    }

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var store = new SnapshotStore(context.Paths);
        var snapshot = store.Find(given.GetValue(name)!);
        SnapshotStore.Check(store.FolderOf(snapshot.Name), snapshot);
        var path = System.IO.Path.GetFullPath(given.GetValue(file)!);
        SnapshotArchive.Export(store.FolderOf(snapshot.Name), snapshot, path);
        context.Line($"Snapshot {snapshot.Name} is in {path.EscapeMarkup()} ({new FileInfo(path).Length / 1048576.0:0.0} MB).");
        context.Line("The file contains the passwords and keys of all students: only you can read it, keep it so.");
        return Task.FromResult(ExitCode.Done);
    }
}
