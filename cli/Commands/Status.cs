using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Checks;
using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cli.Terminal;
using Classroom.Cloud.Metrics;
using Classroom.Labs;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Status : CliCommand
{
    /// <summary>What fits on a small screen with the lines around it.</summary>
    const int MostRows = 18;

    const string NothingStarted = "nothing started yet";

    readonly Option<bool> all = Flag("--all", "Show every student", "-a");
    readonly Option<bool> drift = Flag("--drift", "Compare every resource with the program, and show what differs");
    readonly Option<bool> watch = Flag("--watch", "Look again every few seconds, until Ctrl-C: progress, errors, raised hands", "-w");
    readonly Option<bool> onAws = OnAws();
    readonly Option<bool> json = Json();

    public override string Path => "status";

    protected override string Interrupted => "The status has ended.";

    public override string Description => "Show the class: who has run what, what failed, who needs attention";

    public override IReadOnlyList<string> Examples => ["status", "status --all", "status --watch", "status --drift", "status --json"];

    /// <param name="Attention">What the instructor should know of this student; empty if all is as usual.</param>
    sealed record Row(StudentActivity Activity, int Resources, IReadOnlyList<string> Alarms, string? Frozen, string Attention);

    protected override void Define(Command command)
    {
        foreach (var option in (Option[])[all, drift, watch, onAws, json])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var stack = given.GetValue(Stack)!;
        var isJson = given.GetValue(json);
        if (!given.GetValue(onAws) && await IsNothingAsync(context, stack, isJson).ConfigureAwait(false))
            return ExitCode.Done;
        using var whole = await ClassView.OpenAsync(context, stack, given.GetValue(onAws), cancelled).ConfigureAwait(false);
        if (given.GetValue(watch))
        {
            var students = CheckedClass.Of(context.Stack(stack));
            return await ClassWatch
                .RunAsync(context, new(whole.Aws, context.Clock, students.Settings), students.Students, lab: null, cancelled)
                .ConfigureAwait(false);
        }
        var drifted = given.GetValue(drift) ? await DriftAsync(whole, context.Repository).ConfigureAwait(false) : null;
        var rows = await RowsAsync(context, whole).ConfigureAwait(false);
        var spent =
            whole.State is not null && HasBudget(context, stack) ? await Budget.SpentAsync(context, stack).ConfigureAwait(false) : [];
        if (isJson)
        {
            await context.Plain.WriteLineAsync(Json(whole, rows, drifted).ToJsonString()).ConfigureAwait(false);
            return ExitCode.Done;
        }
        Title(context, stack, whole);
        Show(context, rows, given.GetValue(all));
        if (drifted is not null)
            Show(context, drifted, stack);
        else
            Foot(context, rows, whole);
        foreach (var spending in spent)
            Budget.Warn(context, spending);
        return ExitCode.Done;
    }

    static async Task<bool> IsNothingAsync(CommandContext context, string stack, bool isJson)
    {
        var isRunning = RunningCloud.Find(context.Paths) is not null;
        using var state = context.Look(stack);
        if (state.Count > 0)
            return !isRunning
                ? throw new CommandException(
                    $"Stack {stack}: {state.Count} resources are up, and the embedded cloud does not run. `./classroom cloud start` "
                        + $"starts it, with all its data.",
                    ExitCode.Failed
                )
                : false;
        if (isJson)
            await context
                .Plain.WriteLineAsync(new JsonObject { ["running"] = isRunning, ["students"] = new JsonArray() }.ToJsonString())
                .ConfigureAwait(false);
        else
            context.Line($"Stack {stack.EscapeMarkup()}: nothing is up. `./classroom up` brings the class up.");
        return true;
    }

    static Task<IReadOnlyList<Drifted>> DriftAsync(ClassView whole, Repository repository) =>
        whole.State is { } state
            ? Drift.FindAsync(state, new LocalCloud(whole.Aws, repository))
            : throw new CommandException("On AWS, `pulumi preview --refresh` shows what was changed outside the program.");

    static async Task<List<Row>> RowsAsync(CommandContext context, ClassView whole)
    {
        var ringing = RingingAsync(whole.Aws);
        var freezing = whole.IsOnAws
            ? Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>())
            : FrozenAsync(context);
        var activities = await StudentActivity.OfAsync(whole.Aws, whole.Students, context.Clock.GetUtcNow()).ConfigureAwait(false);
        var (alarms, frozen) = (await ringing.ConfigureAwait(false), await freezing.ConfigureAwait(false));
        var resources = (whole.State?.Resources ?? []).CountBy(resource => resource.Student ?? "").ToDictionary();
        return
        [
            .. activities.Select(activity =>
            {
                var own = alarms.Where(alarm => alarm.StartsWith($"{activity.Student}-", StringComparison.Ordinal)).ToList();
                var reason = frozen.GetValueOrDefault(activity.Student);
                return new Row(activity, resources.GetValueOrDefault(activity.Student), own, reason, AttentionOf(activity, own, reason));
            }),
        ];
    }

    static string AttentionOf(StudentActivity activity, List<string> alarms, string? frozen)
    {
        if (frozen is not null)
            return $"frozen: {frozen}";
        if (activity.Failing is var (workflow, times, error))
            return $"{workflow} failed {(times == 1 ? "once" : $"{times} times")}{(error.Length > 0 ? $": {error}" : "")}";
        if (alarms.Count > 0)
            return $"alarm {alarms[0][(activity.Student.Length + 1)..]}{(alarms.Count > 1 ? $" and {alarms.Count - 1} more" : "")}";
        return activity.Runs == 0 ? NothingStarted : "";
    }

    /// <summary>The names of the alarms in the state ALARM.</summary>
    static async Task<List<string>> RingingAsync(AwsClient aws)
    {
        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await aws.Operation<DescribeAlarms>()
                .CallAsync(new(StateValue: "ALARM", MaxRecords: 100, NextToken: next))
                .ConfigureAwait(false);
            found.AddRange(page.MetricAlarms.Select(alarm => alarm.AlarmName));
            next = page.NextToken;
        } while (next is not null);
        return found;
    }

    static bool HasBudget(CommandContext context, string stack) =>
        Budget.Budgets(context.Stack(stack)).Values.Any(budget => budget is not null);

    static async Task<IReadOnlyDictionary<string, string>> FrozenAsync(CommandContext context)
    {
        using var pages = new StudentPages(RunningCloud.Required(context.Paths));
        return await pages.FrozenAsync().ConfigureAwait(false);
    }

    static void Title(CommandContext context, string stack, ClassView whole)
    {
        var students = whole.Students.Count == 1 ? "1 student" : $"{whole.Students.Count} students";
        var facts = new List<string> { $"[bold]{stack.EscapeMarkup()}[/]", students };
        if (whole.State is { } state)
        {
            facts.Add($"{state.Count.ToString("N0", CultureInfo.InvariantCulture)} resources");
            facts.Add($"up for {Ago.Long(context.Clock.GetUtcNow() - state.Resources.Min(resource => resource.Created))}");
        }
        facts.Add(whole.State is null ? $"AWS {whole.Aws.Region}" : $"[blue]{whole.Aws.Endpoint.EscapeMarkup()}[/]");
        context.Line(string.Join(" · ", facts));
    }

    static void Show(CommandContext context, List<Row> rows, bool all)
    {
        var isWhole = all || rows.Count <= MostRows;
        // Who needs attention comes first if not everybody is shown. Those who have not begun share a line.
        var idle = isWhole ? [] : rows.Where(row => row.Attention == NothingStarted).ToList();
        var shown = isWhole ? rows : [.. rows.Where(row => row.Attention.Length > 0).Except(idle).OrderBy(Urgency).Take(MostRows)];
        var now = context.Clock.GetUtcNow();
        var table = new Listing("student", " labs", " runs", " failed", "last activity", "attention");
        foreach (var row in shown)
            table.Add(
                row.Frozen is not null ? "blue"
                    : row.Activity.Failed > 0 || row.Alarms.Count > 0 ? "red"
                    : "grey",
                row.Activity.Student,
                $"{row.Activity.Labs}/{LabCatalog.Names.Count}",
                Number(row.Activity.Runs),
                Number(row.Activity.Failed),
                Ago.Of(row.Activity.LastRun, now),
                row.Attention
            );
        if (shown.Count > 0)
            table.Write(context.Console);
        if (idle.Count > 0)
            context.Line($"  [grey]{NothingStarted}: {Usernames.Some([.. idle.Select(row => row.Activity.Student)])}[/]");
        var (unseen, usual) = (
            rows.Count(row => row.Attention.Length > 0) - idle.Count - shown.Count(row => row.Attention.Length > 0),
            rows.Count(row => row.Attention.Length == 0)
        );
        if (!isWhole && unseen > 0)
            context.Line($"  [yellow]{unseen} more with something to look at (--all)[/]");
        if (!isWhole && usual > 0)
            context.Line($"  {usual} {(shown.Count + idle.Count > 0 ? "more " : "")}as usual (--all)");
    }

    static int Urgency(Row row) =>
        row.Activity.Failed > 0 || row.Alarms.Count > 0 ? -row.Activity.Failed
        : row.Frozen is not null ? 1
        : 2;

    static void Foot(CommandContext context, List<Row> rows, ClassView whole)
    {
        var alarms = rows.Sum(row => row.Alarms.Count);
        var facts = new List<string>();
        if (alarms > 0)
            facts.Add($"[red]{(alarms == 1 ? "1 alarm" : $"{alarms} alarms")}[/]");
        if (whole.State is not null)
            facts.Add("[grey]what was changed outside the program: status --drift[/]");
        if (facts.Count > 0)
            context.Line($"  {string.Join(" · ", facts)}");
    }

    static void Show(CommandContext context, IReadOnlyList<Drifted> drifted, string stack)
    {
        if (drifted.Count == 0)
        {
            context.Line("[green]Every resource is as the program made it.[/]");
            return;
        }
        context.Line(
            $"[yellow]{drifted.Count} {(drifted.Count == 1 ? "resource differs" : "resources differ")} from what the program made:[/]"
        );
        foreach (var resource in drifted)
        {
            context.Line(
                $"  {resource.Resource.Key.ShortType.EscapeMarkup()} [bold]{resource.Resource.Name.EscapeMarkup()}[/]"
                    + (resource.Actual is null ? " no longer exists" : "")
            );
            foreach (var input in resource.Inputs)
            foreach (var line in DifferenceText.Of(input, resource.Resource.Inputs[input], resource.Actual![input]))
                context.Line($"      {line.EscapeMarkup()}");
        }
        context.Line($"`./classroom up --refresh{OfStack(stack)}` restores them.");
    }

    static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    static JsonObject Json(ClassView whole, List<Row> rows, IReadOnlyList<Drifted>? drifted) =>
        new()
        {
            ["running"] = true,
            ["endpoint"] = whole.Aws.Endpoint,
            ["resources"] = whole.State?.Count,
            ["students"] = new JsonArray([.. rows.Select(row => (JsonNode)Json(row, drifted))]),
            ["shared"] = drifted is null ? null : Json(drifted.Where(resource => resource.Resource.Student is null)),
        };

    static JsonObject Json(Row row, IReadOnlyList<Drifted>? drifted)
    {
        var json = new JsonObject
        {
            ["student"] = row.Activity.Student,
            ["frozen"] = row.Frozen,
            ["labs"] = row.Activity.Labs,
            ["resources"] = row.Resources,
            ["runs"] = row.Activity.Runs,
            ["failed"] = row.Activity.Failed,
            ["lastRun"] = row.Activity.LastRun?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["alarms"] = new JsonArray([.. row.Alarms.Select(alarm => (JsonNode)alarm)]),
            ["attention"] = row.Attention,
        };
        if (drifted is not null)
            json["drift"] = Json(drifted.Where(resource => resource.Resource.Student == row.Activity.Student));
        return json;
    }

    static JsonArray Json(IEnumerable<Drifted> drifted) =>
        new([
            .. drifted.Select(resource =>
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = resource.Resource.Type,
                        ["name"] = resource.Resource.Name,
                        ["gone"] = resource.Actual is null,
                        ["inputs"] = new JsonArray([.. resource.Inputs.Select(input => (JsonNode)input)]),
                    }
            ),
        ]);
}
