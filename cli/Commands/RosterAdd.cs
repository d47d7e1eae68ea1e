using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;
using Classroom.Settings;

namespace Classroom.Cli.Commands;

sealed class RosterAdd : CliCommand
{
    readonly Argument<string[]> usernames = new("username") { Description = "The students to add", Arity = ArgumentArity.OneOrMore };

    public override string Path => "roster add";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "Add students; `up` then makes their resources";

    public override IReadOnlyList<string> Examples => ["roster add user4", "roster add anna bert --stack dev"];

    protected override void Define(Command command) => command.Arguments.Add(usernames);

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var path = StackFile.PathOf(context.Repository, given.GetValue(Stack)!);
        var roster = Roster.Open(path);
        foreach (var username in given.GetValue(usernames)!)
        {
            if (!Username.TryParse(username, out _))
                throw new CommandException($"'{username}' is not a valid username; allowed: {Username.Rule}. Nothing was changed.");
            if (roster.Usernames.Contains(username))
                throw new CommandException($"{username} is already in {path}. Nothing was changed.");
            roster.Add(username);
        }
        roster.Save();
        context.Line($"{roster.Usernames.Count} students now. `./classroom up` makes the resources of the new students.");
        return Task.FromResult(ExitCode.Done);
    }
}
