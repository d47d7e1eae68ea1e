using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.StepFunctions;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Status : CliCommand
{
    const string Workflow = "aws:sfn/stateMachine:StateMachine";

    readonly Option<bool> json = Json();

    public override string Path => "status";

    public override string Description =>
        "Show the class: students, labs, resources, running executions, alarms, and resources changed outside the program";

    public override IReadOnlyList<string> Examples => ["status", "status --json"];

    sealed record Row(string Student, IReadOnlyList<string> Labs, int Resources, int Running, int Alarms, IReadOnlyList<Drifted> Drift);

    protected override void Define(Command command) => command.Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var stack = given.GetValue(Stack)!;
        var running = RunningCloud.Find(context.Paths);
        using var aws = running?.Client(context.Clock);
        // The cloud is asked for the alarms while the state is being read: either needs no more than itself, and this is a command that is
        // waited for.
        var ringing = aws is null ? null : Task.Run(() => RingingAsync(aws));
        var freezing = running is null ? null : Task.Run(() => FrozenAsync(running));
        using var state = context.Look(stack);
        if (state.Count == 0)
        {
            if (given.GetValue(json))
                await context
                    .Plain.WriteLineAsync(
                        new JsonObject { ["running"] = running is not null, ["students"] = new JsonArray() }.ToJsonString()
                    )
                    .ConfigureAwait(false);
            else
                context.Line($"Stack {stack.EscapeMarkup()}: nothing is up. `./classroom up` brings the class up.");
            return ExitCode.Done;
        }
        if (running is null || aws is null || ringing is null || freezing is null)
            throw new CommandException(
                $"Stack {stack}: {state.Count} resources are up, and the embedded cloud does not run. `./classroom cloud start` "
                    + $"starts it, with all its data.",
                ExitCode.Failed
            );
        var rows = await RowsAsync(state, aws, context.Repository, ringing).ConfigureAwait(false);
        var spent = HasBudget(context, stack) ? await Budget.SpentAsync(context, stack).ConfigureAwait(false) : [];
        var frozen = await freezing.ConfigureAwait(false);
        if (given.GetValue(json))
            await context.Plain.WriteLineAsync(Json(rows, frozen, running).ToJsonString()).ConfigureAwait(false);
        else
        {
            Show(context, stack, rows, frozen, running);
            foreach (var spending in spent)
                Budget.Warn(context, spending);
        }
        return ExitCode.Done;
    }

    static async Task<List<Row>> RowsAsync(StackState state, AwsClient aws, Repository repository, Task<HashSet<string>> ringing)
    {
        var drifting = Drift.FindAsync(state, new LocalCloud(aws, repository));
        var executions = Task.WhenAll(
            state
                .Resources.Where(resource => resource.Type == Workflow && resource.Text("type") != "EXPRESS")
                .Select(async workflow => (workflow.Student, Running: await RunningAsync(aws, workflow).ConfigureAwait(false)))
        );
        var (counts, drift, alarms) = (
            await executions.ConfigureAwait(false),
            await drifting.ConfigureAwait(false),
            await ringing.ConfigureAwait(false)
        );
        return
        [
            .. state
                .Resources.GroupBy(resource => resource.Student)
                .OrderBy(group => group.Key is not null)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Row(
                    group.Key ?? "",
                    [.. group.Select(resource => resource.Lab).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
                    group.Count(),
                    counts.Where(count => count.Student == group.Key).Sum(count => count.Running),
                    group.Count(resource => alarms.Contains(resource.Text("name") ?? "")),
                    [.. drift.Where(drifted => drifted.Resource.Student == group.Key)]
                )),
        ];
    }

    /// <summary>The names of the alarms in the state ALARM.</summary>
    static async Task<HashSet<string>> RingingAsync(AwsClient aws)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var page = await aws.Operation<DescribeAlarms>()
                .CallAsync(new(StateValue: "ALARM", MaxRecords: 100, NextToken: next))
                .ConfigureAwait(false);
            found.UnionWith(page.MetricAlarms.Select(alarm => alarm.AlarmName));
            next = page.NextToken;
        } while (next is not null);
        return found;
    }

    static async Task<int> RunningAsync(AwsClient aws, ResourceState workflow)
    {
        try
        {
            var found = await aws.Operation<ListExecutions>().CallAsync(new(workflow.Id, StatusFilter: "RUNNING")).ConfigureAwait(false);
            return found.Executions.Count;
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            // The drift reports the missing workflow.
            return 0;
        }
    }

    static bool HasBudget(CommandContext context, string stack) =>
        Budget.Budgets(context.Stack(stack)).Values.Any(budget => budget is not null);

    static async Task<IReadOnlyDictionary<string, string>> FrozenAsync(RunningCloud running)
    {
        using var pages = new StudentPages(running);
        return await pages.FrozenAsync().ConfigureAwait(false);
    }

    static void Show(CommandContext context, string stack, List<Row> rows, IReadOnlyDictionary<string, string> frozen, RunningCloud running)
    {
        context.Line($"Stack [bold]{stack.EscapeMarkup()}[/] at [blue]{running.Endpoint}[/]");
        var table = new Table { Border = context.Console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None }
            .AddColumn("")
            .AddColumn("labs")
            .AddColumn("resources")
            .AddColumn("running")
            .AddColumn("alarms")
            .AddColumn("drift");
        foreach (var row in rows)
            table.AddRow(
                row.Student.Length > 0 ? row.Student.EscapeMarkup() : Terminal.PlanView.ClassName,
                string.Join(", ", row.Labs).EscapeMarkup(),
                $"{row.Resources}",
                row.Running > 0 ? $"[blue]{row.Running}[/]" : "0",
                row.Alarms > 0 ? $"[red]{row.Alarms}[/]" : "0",
                row.Drift.Count > 0 ? $"[yellow]{row.Drift.Count}[/]" : "0"
            );
        context.Console.Write(table);
        foreach (var (student, reason) in frozen.OrderBy(freeze => freeze.Key, StringComparer.Ordinal))
            context.Line($"[blue]![/] {student.EscapeMarkup()} is frozen: {reason.EscapeMarkup()}");
        foreach (var drifted in rows.SelectMany(row => row.Drift).Take(10))
            context.Line(
                $"[yellow]![/] {drifted.Resource.Key.ShortType.EscapeMarkup()} {drifted.Resource.Name.EscapeMarkup()} "
                    + (drifted.Actual is null ? "no longer exists" : $"has another {string.Join(", ", drifted.Inputs)}".EscapeMarkup())
            );
        if (rows.Any(row => row.Drift.Count > 0))
            context.Line("`./classroom up --refresh` restores what was changed outside the program.");
    }

    static JsonObject Json(List<Row> rows, IReadOnlyDictionary<string, string> frozen, RunningCloud running) =>
        new()
        {
            ["running"] = true,
            ["endpoint"] = running.Endpoint,
            ["students"] = new JsonArray([
                .. rows.Select(row =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["student"] = row.Student.Length > 0 ? row.Student : null,
                            ["frozen"] = frozen.GetValueOrDefault(row.Student),
                            ["labs"] = new JsonArray([.. row.Labs.Select(lab => (JsonNode)lab)]),
                            ["resources"] = row.Resources,
                            ["running"] = row.Running,
                            ["alarms"] = row.Alarms,
                            ["drift"] = new JsonArray([
                                .. row.Drift.Select(drifted =>
                                    (JsonNode)
                                        new JsonObject
                                        {
                                            ["type"] = drifted.Resource.Type,
                                            ["name"] = drifted.Resource.Name,
                                            ["gone"] = drifted.Actual is null,
                                            ["inputs"] = new JsonArray([.. drifted.Inputs.Select(input => (JsonNode)input)]),
                                        }
                                ),
                            ]),
                        }
                ),
            ]),
        };
}
