using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;

namespace Classroom.Cli.Commands;

sealed class SnapshotImport : CliCommand
{
    readonly Argument<string> name = SnapshotNames.Argument("The name that the snapshot gets on this machine");
    readonly Argument<string> file = new("file") { Description = "The file that `snapshot export` has written" };

    public override string Path => "snapshot import";

    public override string Description => "Read a snapshot from a file of another machine; the class does not change";

    public override IReadOnlyList<string> Examples => ["snapshot import before-lunch before-lunch.snapshot"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        command.Arguments.Add(name);
        command.Arguments.Add(file);
    }

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var store = new SnapshotStore(context.Paths);
        using var one = store.Lock(Path);
        var chosen = given.GetValue(name)!;
        var unfinished = "";
        try
        {
            var (read, folder) = SnapshotArchive.Import(
                System.IO.Path.GetFullPath(given.GetValue(file)!),
                _ => unfinished = store.Begin(chosen)
            );
            SnapshotStore.Check(folder, read);
            var kept = store.Keep(folder, read with { Name = chosen });
            context.Line(
                $"Snapshot {kept.Name} was imported: {kept.Students.Count} students, {kept.Resources} resources, "
                    + $"{SnapshotNames.SizeOf(kept)}."
            );
            context.Line($"`./classroom snapshot restore {kept.Name}` makes it the class of this machine.");
            return Task.FromResult(ExitCode.Done);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }
}
