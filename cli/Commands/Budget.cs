using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Clouds;
using Classroom.Cli.Forecasts;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Budget : CliCommand
{
    readonly Option<string[]> students = Students("The students to show; without it, all");
    readonly Option<bool> json = Json();

    public override string Path => "budget";

    public override string Description => "Show what the work of each student would cost on AWS so far, and how much of the budget that is";

    public override IReadOnlyList<string> Examples => ["budget", "budget --student user1 --json"];

    protected override void Define(Command command)
    {
        command.Options.Add(students);
        command.Options.Add(json);
    }

    /// <summary>What each student has spent, with the budgets of the settings.</summary>
    public static async Task<IReadOnlyList<Spending>> SpentAsync(CommandContext context, string stack)
    {
        using var state = context.Look(stack);
        using var aws = RunningCloud.Required(context.Paths).Client(context.Clock);
        return await Spending.OfAsync(aws, state.Resources, Budgets(context.Stack(stack)), context.Clock.GetUtcNow()).ConfigureAwait(false);
    }

    /// <summary>The budget of each student; null for none.</summary>
    public static Dictionary<string, double?> Budgets(StackFile stack) =>
        stack
            .Settings()
            .Students.ToDictionary(
                student => student.Username.ToString(),
                student => student.Settings.Budget > 0 ? student.Settings.Budget : (double?)null
            );

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var stack = given.GetValue(Stack)!;
        var chosen = Chosen(given.GetValue(students)!, KnownStudents(context, stack));
        var all = (await SpentAsync(context, stack).ConfigureAwait(false))
            .Where(spending => chosen?.Contains(spending.Student) != false)
            .ToList();
        if (given.GetValue(json))
            await context.Plain.WriteLineAsync(Json(all).ToJsonString()).ConfigureAwait(false);
        else
            Show(context, all);
        return ExitCode.Done;
    }

    static void Show(CommandContext context, List<Spending> all)
    {
        if (all.Count == 0)
        {
            context.Line("No student is up. `./classroom up` brings the class up.");
            return;
        }
        var table = new Table { Border = TableBorder.None }.AddColumn("student");
        foreach (var column in (string[])["calls", "executions", "dollars", "budget", "used"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var spending in all)
            table.AddRow(
                spending.Student.EscapeMarkup(),
                $"{spending.Calls:N0}",
                $"{spending.Executions:N0}",
                $"{spending.Dollars:0.0000}",
                spending.Budget is { } budget ? $"{budget:0.00}" : "none",
                spending.Part is { } part ? Coloured(spending, $"{part:0 %}") : ""
            );
        context.Console.Write(table);
        context.Line($"Together ${all.Sum(spending => spending.Dollars):0.00}, at AWS's prices in us-east-1 without free tiers.");
        foreach (var spending in all)
            Warn(context, spending);
    }

    /// <summary>Tells who has used half, four fifths or all of a budget.</summary>
    public static void Warn(CommandContext context, Spending spending)
    {
        if (spending.Warning is { } level)
            context.Line(
                $"{Coloured(spending, "!")} {spending.Student.EscapeMarkup()} has used {Used(level)} of a budget of "
                    + $"${spending.Budget:0.00}: ${spending.Dollars:0.00}"
            );
    }

    static string Used(double level) => level >= 1 ? "all" : $"more than {level:0 %}";

    static string Coloured(Spending spending, string text) =>
        spending.Warning switch
        {
            null => text,
            >= 1 => $"[red]{text}[/]",
            _ => $"[yellow]{text}[/]",
        };

    static JsonArray Json(IEnumerable<Spending> all) =>
        [
            .. all.Select(spending =>
                (JsonNode)
                    new JsonObject
                    {
                        ["student"] = spending.Student,
                        ["calls"] = spending.Calls,
                        ["executions"] = spending.Executions,
                        ["dollars"] = Math.Round(spending.Dollars, 6),
                        ["budget"] = spending.Budget,
                        ["warning"] = spending.Warning,
                    }
            ),
        ];
}
