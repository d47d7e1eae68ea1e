using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cli.Terminal;
using Classroom.Settings;
using Classroom.Storage;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Up : CliCommand
{
    readonly Option<string[]> students = Students("Only these students, and the resources that the class shares");
    readonly Option<bool> yes = Flag("--yes", "Skip the confirmation prompt", "-y");
    readonly Option<bool> watch = Flag("--watch", "Keep running, and repeat when settings, functions or workflows change", "-w");
    readonly Option<bool> careful = new("--unless-deletes") { Description = "Ask only if something would be deleted", Hidden = true };
    readonly Option<bool> refresh = Flag("--refresh", "First find resources that were changed outside the program, and restore them");
    readonly Option<bool> differences = Flag("--diff", "Show every input that changes");
    readonly Option<bool> json = Json();
    readonly Option<bool> onAws = PulumiCommand.Option();
    readonly Option<int?> cohorts = CohortSettings.Option();

    public override string Path => "up";

    public override string Description => "Bring the class up: plan the changes, show them, and make them";

    public override IReadOnlyList<string> Examples => ["up", "up --yes --student user1 user2", "up --refresh", "up --diff", "up --aws"];

    protected override string Interrupted =>
        "Interrupted. Everything that was done is recorded: `./classroom up` continues from there, and `./classroom destroy` removes it.";

    protected override void Define(Command command)
    {
        foreach (var option in (Option[])[students, yes, watch, careful, refresh, differences, json, onAws, cohorts])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var stack = given.GetValue(Stack)!;
        if (given.GetValue(json))
            context = context.Aside();
        if (given.GetValue(onAws))
            PulumiCommand.RefuseStudents(given.GetValue(students)!);
        CohortSettings.Write(context, stack, given.GetValue(cohorts));
        if (given.GetValue(onAws))
        {
            string[] more =
            [
                .. given.GetValue(differences) ? ["--diff"] : Array.Empty<string>(),
                .. given.GetValue(refresh) ? ["--refresh"] : Array.Empty<string>(),
            ];
            return await PulumiCommand.UpAsync(context, stack, given.GetValue(yes), more, cancelled).ConfigureAwait(false);
        }
        var code = await OnceAsync(given, context, stack).ConfigureAwait(false);
        if (!given.GetValue(watch))
            return code;
        var watcher = new StackWatcher(context, stack);
        while (!cancelled.IsCancellationRequested)
        {
            context.Line("[grey]Waiting for changes of settings, functions and workflows; Ctrl+C ends this.[/]");
            var changed = await watcher.ChangeAsync(NextEnd(context, stack), cancelled).ConfigureAwait(false);
            try
            {
                if (changed == Watched.Sources)
                    await Rebuild.AndRunAsync(context, Again(given, stack), cancelled).ConfigureAwait(false);
                else
                    await OnceAsync(given, context, stack).ConfigureAwait(false);
            }
            catch (Exception mistake) when (mistake is CommandException or StorageException or AwsError)
            {
                context.Line($"[red]{mistake.Message.EscapeMarkup()}[/]");
            }
        }
        return code;
    }

    /// <summary>The arguments of this command for one run without --watch.</summary>
    IReadOnlyList<string> Again(ParseResult given, string stack) =>
        [
            "up",
            "--stack",
            stack,
            given.GetValue(yes) ? "--yes" : "--unless-deletes",
            .. given.GetValue(students)! is { Length: > 0 } chosen ? ["--student", .. chosen] : Array.Empty<string>(),
        ];

    /// <summary>When the time of the next student is over; null for never, and while the settings cannot be read.</summary>
    static DateTimeOffset? NextEnd(CommandContext context, string stack)
    {
        try
        {
            return Expiry.Next(context.Stack(stack), context.Clock.GetUtcNow());
        }
        catch (Exception mistake) when (mistake is CommandException or SettingsException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether nobody has to be asked: who watches has agreed to all but deletions, and to those that the settings foretell.
    /// </summary>
    bool IsAgreed(ParseResult given, ChangeSet changes, StackFile file, DateTimeOffset now)
    {
        if (given.GetValue(yes))
            return true;
        if (!given.GetValue(watch) && !given.GetValue(careful))
            return false;
        var over = Expiry.Over(file, now).Select(student => student.Username.ToString()).ToHashSet();
        return changes.Real.Where(change => change.Deletes).All(change => change.Before?.Student is { } student && over.Contains(student));
    }

    async Task<ExitCode> OnceAsync(ParseResult given, CommandContext context, string stack)
    {
        // With --watch, students may have come.
        CohortSettings.Write(context, stack, size: null);
        var file = context.Stack(stack);
        var planning = ClassSession.PlanAsync(context, file);
        using var session = await OpenAsync(context, file, planning).ConfigureAwait(false);
        var plan = await planning.ConfigureAwait(false);
        var chosen = Chosen(
            given.GetValue(students)!,
            plan.Students.Concat(session.State.Resources.Select(resource => resource.Student).OfType<string>())
        );
        if (given.GetValue(refresh))
        {
            var drifted = await session.RefreshAsync(chosen).ConfigureAwait(false);
            context.Line(
                drifted == 0
                    ? "Nothing was changed outside the program."
                    : $"[yellow]{drifted} resources were changed or deleted outside the program.[/]"
            );
        }
        var began = context.Clock.GetTimestamp();
        var changes = ChangeSet.Between(session.State, plan, chosen);
        var isJson = given.GetValue(json);
        if (!isJson)
            PlanView.Show(context.Console, changes, given.GetValue(differences));
        if (!changes.IsEmpty && !Question.Agreed(context, "Make these changes?", IsAgreed(given, changes, file, context.Clock.GetUtcNow())))
            return ExitCode.Refused;
        var result = await session.ConvergeAsync(changes).ConfigureAwait(false);
        if (chosen is null || !changes.IsEmpty)
            await session.State.TellAsync(Merge(session.State.Outputs, plan.Outputs, chosen)).ConfigureAwait(false);
        var took = context.Clock.GetElapsedTime(began);
        if (isJson)
        {
            await context.Plain.WriteLineAsync(ResultView.Json(changes, result, took).ToJsonString()).ConfigureAwait(false);
            return result.IsWhole ? ExitCode.Done : ExitCode.Failed;
        }
        if (changes.IsEmpty)
            return ExitCode.Done;
        var code = ResultView.Show(context, changes, result, took, $"up{OfStack(stack)}");
        if (code == ExitCode.Done)
            NextSteps(context, session, plan, stack);
        return code;
    }

    /// <summary>Reports mistakes in the settings before a cloud is started.</summary>
    static async Task<ClassSession> OpenAsync(CommandContext context, StackFile file, Task<ClassPlan> planning)
    {
        if (Clouds.RunningCloud.Find(context.Paths) is null)
            await planning.ConfigureAwait(false);
        return await ClassSession.OpenAsync(context, file.Stack, file.Region, "up").ConfigureAwait(false);
    }

    static JsonObject Merge(JsonObject before, JsonObject now, HashSet<string>? chosen)
    {
        if (chosen is null)
            return now;
        var merged = (JsonObject)before.DeepClone();
        foreach (var student in chosen)
        {
            if (now[student] is { } told)
                merged[student] = told.DeepClone();
            else
                merged.Remove(student);
        }
        return merged;
    }

    static void NextSteps(CommandContext context, ClassSession session, ClassPlan plan, string stack)
    {
        if (plan.Students.FirstOrDefault() is not { } student)
            return;
        var option = OfStack(stack);
        context.Line();
        context.Line($"The class is at [blue]{session.Running.Endpoint}[/]. For the AWS CLI and all SDKs:");
        // Without line wrapping, so that the line can be copied.
        if (session.Running.HasOwnKeys)
        {
            context.Plain.WriteLine($"  ./classroom outputs --profile profiles{option}    (writes an AWS profile for each student)");
            context.Plain.WriteLine($"  ./classroom aws --student {student}{option} -- sts get-caller-identity");
        }
        else
        {
            context.Plain.WriteLine(
                $"  export AWS_ENDPOINT_URL={session.Running.Endpoint} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test "
                    + $"AWS_DEFAULT_REGION={session.Running.Region}"
            );
        }
        foreach (
            var (name, value) in OutputText
                .Of(session.State, student, withSecrets: false)
                .Where(told => told.Value is JsonValue && ((string?)told.Value)?.StartsWith("http", StringComparison.Ordinal) == true)
        )
            context.Line($"  {student}'s {name.EscapeMarkup()}: [blue]{((string)value!).EscapeMarkup()}[/]");
        context.Line("What to do next:");
        context.Line($"  ./classroom status{option}");
        if (
            plan.Resources.FirstOrDefault(resource =>
                resource.Student == student && resource.Key.Type == "aws:sfn/stateMachine:StateMachine"
            ) is
            { } workflow
        )
            context.Line($"  ./classroom run {workflow.Key.Name[(student.Length + 1)..].EscapeMarkup()} --student {student}{option}");
        context.Line($"  ./classroom outputs --student {student}{option}");
    }
}
