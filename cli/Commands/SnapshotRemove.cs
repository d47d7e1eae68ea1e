using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;
using Classroom.Cli.Terminal;

namespace Classroom.Cli.Commands;

sealed class SnapshotRemove : CliCommand
{
    readonly Argument<string> name = SnapshotNames.Argument("The name of the snapshot");
    readonly Option<bool> yes = Flag("--yes", "Skip the confirmation prompt", "-y");

    public override string Path => "snapshot remove";

    public override string Description => "Delete a snapshot from this machine; the class stays as it is";

    public override IReadOnlyList<string> Examples => ["snapshot remove before-lunch", "snapshot remove before-lunch --yes"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        command.Arguments.Add(name);
        command.Options.Add(yes);
    }

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var store = new SnapshotStore(context.Paths);
        using var one = store.Lock(Path);
        var called = given.GetValue(name)!;
        store.CheckThere(called);
        if (!Question.Agreed(context, $"Delete the snapshot {called}? It cannot be restored afterwards.", given.GetValue(yes)))
            return Task.FromResult(ExitCode.Refused);
        store.Remove(called);
        context.Line($"The snapshot {called} is deleted. The class is as it was.");
        return Task.FromResult(ExitCode.Done);
    }
}
