using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class RosterImport : CliCommand
{
    readonly Argument<string> file = new("file.csv")
    {
        Description = "A CSV file with a header: username, email, name, or first and last name",
    };
    readonly Option<bool> dry = Flag("--dry-run", "Show the usernames, and change nothing");

    public override string Path => "roster import";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "Add the people of a CSV file, and show their usernames";

    public override IReadOnlyList<string> Examples => ["roster import class.csv", "roster import class.csv --dry-run"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(file);
        command.Options.Add(dry);
    }

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var source = given.GetValue(file)!;
        if (!File.Exists(source))
            throw new CommandException($"There is no file '{source}'.");
        var roster = Roster.Open(StackFile.PathOf(context.Repository, given.GetValue(Stack)!));
        var people = CsvRoster.Read(source, roster.Usernames);
        if (people.Count == 0)
            throw new CommandException($"{source} lists no people: there is no line after the header.");
        foreach (var person in people)
        {
            context.Line(
                $"{person.Shown.EscapeMarkup()} → "
                    + $"[bold]{person.Username}[/]{(person.Why is null ? "" : $" [yellow]({person.Why.EscapeMarkup()})[/]")}"
            );
            roster.Add(person.Username);
        }
        if (given.GetValue(dry))
        {
            context.Line("Nothing was changed.");
            return Task.FromResult(ExitCode.Done);
        }
        roster.Save();
        context.Line($"{people.Count} added, {roster.Usernames.Count} students now. `./classroom up` makes their resources.");
        return Task.FromResult(ExitCode.Done);
    }
}
