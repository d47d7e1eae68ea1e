using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class RosterRemove : CliCommand
{
    readonly Argument<string[]> usernames = new("username") { Description = "The students to remove", Arity = ArgumentArity.OneOrMore };

    public override string Path => "roster remove";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "Remove students; `up` then removes their resources";

    public override IReadOnlyList<string> Examples => ["roster remove user4"];

    protected override void Define(Command command) => command.Arguments.Add(usernames);

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var path = StackFile.PathOf(context.Repository, given.GetValue(Stack)!);
        var roster = Roster.Open(path);
        foreach (var username in given.GetValue(usernames)!)
        {
            if (!roster.Usernames.Contains(username))
                throw new CommandException(
                    $"{username} is not in {path}. There are {string.Join(", ", roster.Usernames)}. Nothing was changed."
                );
            roster.Remove(username);
        }
        roster.Save();
        context.Line($"{roster.Usernames.Count} students now. `./classroom up` removes the resources of the others.");
        return Task.FromResult(ExitCode.Done);
    }
}
