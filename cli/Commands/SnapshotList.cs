using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class SnapshotList : CliCommand
{
    readonly Option<bool> json = Json();

    public override string Path => "snapshot list";

    public override string Description => "List the snapshots of this machine";

    public override IReadOnlyList<string> Examples => ["snapshot list", "snapshot list --json"];

    protected override bool TakesStack => false;

    protected override void Define(Command command) => command.Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var all = new SnapshotStore(context.Paths).All();
        if (given.GetValue(json))
        {
            var listed = all.Select(snapshot =>
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = snapshot.Name,
                        ["created"] = snapshot.Created,
                        ["student"] = snapshot.Student,
                        ["students"] = new JsonArray([.. snapshot.Students.Select(student => (JsonNode)student)]),
                        ["resources"] = snapshot.Resources,
                        ["bytes"] = snapshot.Size,
                    }
            );
            await context.Plain.WriteLineAsync(new JsonArray([.. listed]).ToJsonString()).ConfigureAwait(false);
            return ExitCode.Done;
        }
        if (all.Count == 0)
            context.Line("There are no snapshots. `./classroom snapshot save before-the-exercise` saves the class as it is now.");
        else
            Show(context, all);
        return ExitCode.Done;
    }

    static void Show(CommandContext context, IReadOnlyList<Snapshot> all)
    {
        var table = new Table { Border = context.Console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None }
            .AddColumn("snapshot")
            .AddColumn("saved (UTC)")
            .AddColumn("students")
            .AddColumn("resources")
            .AddColumn("size");
        foreach (var snapshot in all)
            table.AddRow(
                snapshot.Name.EscapeMarkup(),
                $"{snapshot.Created.UtcDateTime:yyyy-MM-dd HH:mm}",
                snapshot.Student?.EscapeMarkup() ?? $"{snapshot.Students.Count}",
                $"{snapshot.Resources}",
                SnapshotNames.SizeOf(snapshot)
            );
        context.Console.Write(table);
    }
}
