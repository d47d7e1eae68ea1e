using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Forecasts;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class ForecastCommand : CliCommand
{
    readonly Option<int> runs = new("--runs")
    {
        Description = "How often each student starts each workflow on a lab day",
        DefaultValueFactory = _ => 10,
        HelpName = "n",
    };
    readonly Option<bool> json = Json();

    public override string Path => "forecast";

    public override string Description =>
        "Estimate the configured class on AWS: quotas, creation time and costs, each with its calculation";

    public override IReadOnlyList<string> Examples => ["forecast", "forecast --runs 50", "forecast --json"];

    protected override void Define(Command command)
    {
        command.Options.Add(runs);
        command.Options.Add(json);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (given.GetValue(runs) < 0)
            throw new CommandException($"--runs is {given.GetValue(runs)}; it must be 0 or more.");
        var forecast = Forecast.Of(
            await ClassSession.PlanAsync(context, context.Stack(given.GetValue(Stack)!), isForAws: true).ConfigureAwait(false),
            given.GetValue(runs)
        );
        if (given.GetValue(json))
            await context.Plain.WriteLineAsync(Json(forecast).ToJsonString()).ConfigureAwait(false);
        else
            Show(context, forecast);
        return ExitCode.Done;
    }

    static void Show(CommandContext context, Forecast forecast)
    {
        context.Line(
            $"[bold]{forecast.Students} students, {forecast.Resources} resources[/]: "
                + $"{string.Join(", ", forecast.Types.Select(type => $"{type.Count} {type.Type}")).EscapeMarkup()}"
        );
        if (forecast.Stacks.Length > 1)
            context.Line(
                $"[bold]{forecast.Stacks.Length} stacks[/], the cohorts side by side; names, quotas and rates are those of one class: "
                    + string.Join(", ", forecast.Stacks.Select(stack => $"{stack.Stack} {stack.Resources}")).EscapeMarkup()
            );
        context.Line();
        context.Line(
            $"[bold]Quotas[/] (defaults of 2026): {forecast.Quotas[0].What.EscapeMarkup()} are the first limit, at "
                + $"{forecast.Quotas[0].Fits} students"
        );
        foreach (var quota in forecast.Quotas)
            context.Line(
                $"  {(quota.Used > quota.Limit ? "[red]✗[/]" : "[green]✓[/]")} {quota.What.EscapeMarkup()}: {quota.Used} of "
                    + $"{quota.Limit:N0} ({quota.PerStudent:0.#} a student; {quota.Fits:N0} students fit; {quota.Note.EscapeMarkup()})"
            );
        context.Line();
        context.Line(
            $"[bold]Time to make it[/]: {Time(forecast.Floors[0].Seconds)} at least; services work in parallel, and the slowest "
                + $"decides. IAM's rates are not published"
        );
        foreach (var floor in forecast.Floors)
            context.Line($"  {Time(floor.Seconds), 8}  {floor.What.EscapeMarkup()}: {floor.Arithmetic.EscapeMarkup()}");
        context.Line();
        context.Line($"[bold]Cost, idle[/]: ${forecast.IdleMonth:0.00} a month in us-east-1, without free tiers");
        foreach (var cost in forecast.Idle)
            Show(context, cost);
        context.Line(
            $"[bold]Cost of a lab day[/]: ${forecast.LabDay:0.00}, a thirtieth of the month (whether dashboards are charged by the "
                + $"hour is unverified) and"
        );
        foreach (var cost in forecast.Day)
            Show(context, cost);
    }

    static void Show(CommandContext context, Cost cost) =>
        context.Line(
            $"  ${cost.Dollars, 7:0.00}  {cost.What.EscapeMarkup()}: {cost.Arithmetic.EscapeMarkup()}  "
                + $"[grey]({cost.Price.EscapeMarkup()})[/]"
        );

    static string Time(double seconds) => seconds < 120 ? $"{seconds:0} s" : $"{seconds / 60:0.0} min";

    static JsonObject Json(Forecast forecast) =>
        new()
        {
            ["students"] = forecast.Students,
            ["resources"] = forecast.Resources,
            ["stacks"] = new JsonArray([
                .. forecast.Stacks.Select(stack =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["stack"] = stack.Stack,
                            ["students"] = stack.Students,
                            ["resources"] = stack.Resources,
                        }
                ),
            ]),
            ["quotas"] = new JsonArray([
                .. forecast.Quotas.Select(quota =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["what"] = quota.What,
                            ["limit"] = quota.Limit,
                            ["used"] = quota.Used,
                            ["perStudent"] = quota.PerStudent,
                            ["studentsFit"] = quota.Fits,
                            ["note"] = quota.Note,
                        }
                ),
            ]),
            ["floors"] = new JsonArray([
                .. forecast.Floors.Select(floor =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["what"] = floor.What,
                            ["arithmetic"] = floor.Arithmetic,
                            ["seconds"] = floor.Seconds,
                        }
                ),
            ]),
            ["idleMonth"] = Costs(forecast.Idle),
            ["labDay"] = Costs(forecast.Day),
            ["idleMonthDollars"] = Math.Round(forecast.IdleMonth, 2),
            ["labDayDollars"] = Math.Round(forecast.LabDay, 2),
        };

    static JsonArray Costs(IEnumerable<Cost> costs) =>
        [
            .. costs.Select(cost =>
                (JsonNode)
                    new JsonObject
                    {
                        ["what"] = cost.What,
                        ["arithmetic"] = cost.Arithmetic,
                        ["dollars"] = Math.Round(cost.Dollars, 4),
                        ["price"] = cost.Price,
                    }
            ),
        ];
}
