using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;
using Classroom.Cli.Terminal;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class RosterImport : CliCommand
{
    const int MostNamed = 12;

    readonly Argument<string> file = new("file.csv")
    {
        Description = "A CSV file with a header: username, email, name, or first and last name",
    };
    readonly Option<bool> removes = Flag("--remove-missing", "Also remove the students who are not in the file");
    readonly Option<bool> dry = Flag("--dry-run", "Show what would change, and change nothing");
    readonly Option<bool> yes = Flag("--yes", "Skip the confirmation prompt", "-y");

    public override string Path => "roster import";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "Compare a CSV file with the roster, and add who is new";

    public override IReadOnlyList<string> Examples =>
        ["roster import class.csv", "roster import class.csv --dry-run", "roster import class.csv --remove-missing --yes"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(file);
        foreach (var option in (Option[])[removes, dry, yes])
            command.Options.Add(option);
    }

    protected override Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var source = given.GetValue(file)!;
        if (!File.Exists(source))
            throw new CommandException($"There is no file '{source}'.");
        var path = StackFile.PathOf(context.Repository, given.GetValue(Stack)!);
        var roster = Roster.Open(path);
        var import = Import.Of(CsvRoster.Read(source), roster.Students, source);
        if (import.Problems.Count > 0)
            throw new CommandException($"{string.Join(".\n", import.Problems)}.\nNothing was changed.");
        if (import.New.Count + import.Known.Count == 0)
            throw new CommandException($"{source} lists no people: there is no line after the header.");
        var gone = given.GetValue(removes) ? import.Gone : [];
        Show(context, import, given.GetValue(removes));
        var described = Describe(roster, import.Known);
        if (import.New.Count + gone.Count + described == 0)
        {
            context.Line("The roster has all of them already; nothing was changed.");
            return Task.FromResult(ExitCode.Done);
        }
        if (given.GetValue(dry))
        {
            context.Line("Nothing was changed.");
            return Task.FromResult(ExitCode.Done);
        }
        if (!Question.Agreed(context, $"Write this into {System.IO.Path.GetFileName(path)}?", given.GetValue(yes)))
            return Task.FromResult(ExitCode.Refused);
        foreach (var newcomer in import.New)
            roster.Add(newcomer.Student.Username, newcomer.Student.Name, newcomer.Student.Email);
        foreach (var student in gone)
            roster.Remove(student.Username);
        roster.Save();
        context.Line(
            $"{roster.Students.Count} students now: {import.New.Count} added, {gone.Count} removed, {import.Known.Count} as before. "
                + "`./classroom up` makes the class so."
        );
        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>Keeps what the list says of students who are there already; returns how many of them it changed.</summary>
    static int Describe(Roster roster, IReadOnlyList<Enrolled> known)
    {
        var before = roster.Students.ToDictionary(student => student.Username);
        var changed = known
            .Where(student => (student.Name, student.Email) != (before[student.Username].Name, before[student.Username].Email))
            .ToList();
        foreach (var student in changed)
            roster.Describe(student.Username, student.Name, student.Email);
        return changed.Count;
    }

    static void Show(CommandContext context, Import import, bool removes)
    {
        if (import.New.Count > 0)
        {
            var table = new Listing("new", "name", "e-mail", "");
            foreach (var newcomer in import.New)
                table.Add(
                    "yellow",
                    newcomer.Student.Username,
                    newcomer.Student.Name ?? "",
                    newcomer.Student.Email ?? "",
                    newcomer.Why ?? ""
                );
            table.Write(context.Console);
        }
        if (import.Known.Count > 0)
            context.Line($"  in the roster already: {Names(import.Known)}");
        if (import.Gone.Count > 0)
            context.Line(
                $"  [yellow]not in the file: {Names(import.Gone)}[/] "
                    + (removes ? "(they are removed)" : "(they stay; --remove-missing removes them)")
            );
    }

    static string Names(IReadOnlyList<Enrolled> students) =>
        (
            string.Join(", ", students.Take(MostNamed).Select(student => student.Username))
            + (students.Count > MostNamed ? $" and {students.Count - MostNamed} more" : "")
        ).EscapeMarkup();
}
