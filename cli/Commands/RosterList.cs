using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;
using Classroom.Cli.Terminal;

namespace Classroom.Cli.Commands;

sealed class RosterList : CliCommand
{
    readonly Option<bool> json = Json();

    public override string Path => "roster list";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "List the students, with names, e-mail addresses and settings of their own";

    public override IReadOnlyList<string> Examples => ["roster list", "roster list --json"];

    protected override void Define(Command command) => command.Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var roster = Roster.Open(StackFile.PathOf(context.Repository, given.GetValue(Stack)!));
        if (given.GetValue(json))
        {
            await context
                .Plain.WriteLineAsync(new JsonArray([.. roster.Students.Select(student => (JsonNode)Json(student))]).ToJsonString())
                .ConfigureAwait(false);
            return ExitCode.Done;
        }
        var hasCohorts = roster.Students.Any(student => student.Cohort is not null);
        var table = new Listing(["username", "name", "e-mail", .. hasCohorts ? [" cohort"] : Array.Empty<string>(), "own settings"]);
        foreach (var student in roster.Students)
            table.Add(
                "grey",
                [
                    student.Username,
                    student.Name ?? "",
                    student.Email ?? "",
                    .. hasCohorts ? [student.Cohort ?? ""] : Array.Empty<string>(),
                    string.Join(", ", student.OwnSettings),
                ]
            );
        table.Write(context.Console);
        return ExitCode.Done;
    }

    static JsonObject Json(Enrolled student) =>
        new()
        {
            ["username"] = student.Username,
            ["name"] = student.Name,
            ["email"] = student.Email,
            ["cohort"] = student.Cohort,
            ["ownSettings"] = new JsonArray([.. student.OwnSettings.Select(setting => (JsonNode)setting)]),
        };
}
