using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class RosterList : CliCommand
{
    readonly Option<bool> json = Json();

    public override string Path => "roster list";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "List the students";

    public override IReadOnlyList<string> Examples => ["roster list", "roster list --json"];

    protected override void Define(Command command) => command.Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var roster = Roster.Open(StackFile.PathOf(context.Repository, given.GetValue(Stack)!));
        if (given.GetValue(json))
        {
            await context
                .Plain.WriteLineAsync(new JsonArray([.. roster.Usernames.Select(username => (JsonNode)username)]).ToJsonString())
                .ConfigureAwait(false);
            return ExitCode.Done;
        }
        foreach (var username in roster.Usernames)
        {
            var own = roster.OwnSettings(username);
            context.Line(
                own.Count == 0
                    ? username.EscapeMarkup()
                    : $"{username.EscapeMarkup()} [grey](own {string.Join(", ", own).EscapeMarkup()})[/]"
            );
        }
        return ExitCode.Done;
    }
}
