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

    /// <summary>On AWS, CloudTrail takes two lookups a second: it is asked about so many students, raised hands first.</summary>
    const int MostLookedOnAws = 10;

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    readonly Option<bool> all = Flag("--all", "Show every student", "-a");
    readonly Option<bool> drift = Flag("--drift", "Compare every resource with the program, and show what differs");
    readonly Option<bool> watch = Flag("--watch", "Look again every few seconds, until Ctrl-C: progress, errors, raised hands", "-w");
    readonly Option<bool> onAws = OnAws();
    readonly Option<bool> json = Json();

    public override string Path => "status";

    protected override string Interrupted => "The status has ended.";

    public override string Description => "Show the class: who has run what, what failed, who needs attention";

    public override IReadOnlyList<string> Examples => ["status", "status --all", "status --watch", "status --drift", "status --json"];

    /// <param name="Text">What the instructor should know of this student; empty if all is as usual.</param>
    sealed record Row(Attention Attention, int Resources, string Text)
    {
        public StudentActivity Activity => Attention.Activity;
    }

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
        var now = context.Clock.GetUtcNow();
        var raising = Hand.AllAsync(whole.Aws);
        var activities = await StudentActivity.OfAsync(whole.Aws, whole.Students, now).ConfigureAwait(false);
        var hands = await raising.ConfigureAwait(false);
        var refused = await RefusedAsync(context, whole, hands, now).ConfigureAwait(false);
        var (alarms, frozen) = (await ringing.ConfigureAwait(false), await freezing.ConfigureAwait(false));
        var resources = (whole.State?.Resources ?? []).CountBy(resource => resource.Student ?? "").ToDictionary();
        return
        [
            .. activities.Select(activity =>
            {
                var attention = new Attention(
                    activity,
                    hands.TryGetValue(activity.Student, out var raised) ? raised : null,
                    frozen.GetValueOrDefault(activity.Student),
                    refused.GetValueOrDefault(activity.Student),
                    [
                        .. alarms
                            .Where(alarm => alarm.StartsWith($"{activity.Student}-", StringComparison.Ordinal))
                            .Select(alarm => alarm[(activity.Student.Length + 1)..]),
                    ]
                );
                return new Row(attention, resources.GetValueOrDefault(activity.Student), attention.Text(now));
            }),
        ];
    }

    /// <summary>The last refused call of each student, as the checks read it.</summary>
    static async Task<Dictionary<string, MetError>> RefusedAsync(
        CommandContext context,
        ClassView whole,
        IReadOnlyDictionary<string, DateTimeOffset> hands,
        DateTimeOffset now
    )
    {
        var account = new Account(whole.Aws, context.Clock, new());
        var asked = whole
            .Students.OrderByDescending(hands.ContainsKey)
            .Take(whole.IsOnAws ? MostLookedOnAws : int.MaxValue)
            .Select(student => new StudentAccount(account, new(student, "", [], Identity: IdentityOf(whole.OutputsOf(student), student))));
        var found = await Task.WhenAll(
                asked.Select(async student =>
                    (student.Student, Error: await ProgressReader.RefusedAsync(student, now - Day).ConfigureAwait(false))
                )
            )
            .ConfigureAwait(false);
        return found.Where(one => one.Error is not null).ToDictionary(one => one.Student, one => one.Error!);
    }

    /// <summary>How the student signs in, as the stack's outputs say it.</summary>
    static string? IdentityOf(JsonObject told, string student) =>
        told.ContainsKey("access_role_arn") ? $"role/{student}-student"
        : (string?)told["user_name"] is { } user ? $"user/{user}"
        : null;

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
        var cohorts = whole.State?.Cohorts.Count ?? 0;
        if (cohorts > 0)
            students += cohorts == 1 ? " in 1 cohort" : $" in {cohorts} cohorts";
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
        var idle = isWhole ? [] : rows.Where(row => row.Text == Attention.NothingStarted).ToList();
        var shown = isWhole
            ? rows
            : [.. rows.Where(row => row.Text.Length > 0).Except(idle).OrderBy(row => row.Attention.Urgency).Take(MostRows)];
        var now = context.Clock.GetUtcNow();
        var table = new Listing("student", " labs", " runs", " failed", "last activity", "attention");
        foreach (var row in shown)
            table.Add(
                row.Attention.Hand is not null ? "yellow"
                    : row.Attention.Frozen is not null ? "blue"
                    : row.Attention.IsTrouble ? "red"
                    : "grey",
                row.Activity.Student,
                $"{row.Activity.Labs}/{LabCatalog.Names.Count}",
                Number(row.Activity.Runs),
                Number(row.Activity.Failed),
                Ago.Of(row.Activity.LastRun, now),
                row.Text
            );
        if (shown.Count > 0)
            table.Write(context.Console);
        if (idle.Count > 0)
            context.Line($"  [grey]{Attention.NothingStarted}: {Usernames.Some([.. idle.Select(row => row.Activity.Student)])}[/]");
        var (unseen, usual) = (
            rows.Count(row => row.Text.Length > 0) - idle.Count - shown.Count(row => row.Text.Length > 0),
            rows.Count(row => row.Text.Length == 0)
        );
        if (!isWhole && unseen > 0)
            context.Line($"  [yellow]{unseen} more with something to look at (--all)[/]");
        if (!isWhole && usual > 0)
            context.Line($"  {usual} {(shown.Count + idle.Count > 0 ? "more " : "")}as usual (--all)");
    }

    static void Foot(CommandContext context, List<Row> rows, ClassView whole)
    {
        var alarms = rows.Sum(row => row.Attention.Alarms.Count);
        var hands = rows.Count(row => row.Attention.Hand is not null);
        var facts = new List<string>();
        if (hands > 0)
            facts.Add($"[yellow]{(hands == 1 ? "1 raised hand" : $"{hands} raised hands")}[/]");
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
            ["frozen"] = row.Attention.Frozen,
            ["handRaised"] = Time(row.Attention.Hand),
            ["lastRefused"] = row.Attention.Refused?.Text,
            ["labs"] = row.Activity.Labs,
            ["resources"] = row.Resources,
            ["runs"] = row.Activity.Runs,
            ["failed"] = row.Activity.Failed,
            ["lastRun"] = Time(row.Activity.LastRun),
            ["alarms"] = new JsonArray([.. row.Attention.Alarms.Select(alarm => (JsonNode)$"{row.Activity.Student}-{alarm}")]),
            ["attention"] = row.Text,
        };
        if (drifted is not null)
            json["drift"] = Json(drifted.Where(resource => resource.Resource.Student == row.Activity.Student));
        return json;
    }

    static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

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
