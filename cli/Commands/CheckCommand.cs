using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Checks;
using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Reports;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;
using Classroom.Settings;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class CheckCommand : CliCommand
{
    readonly Option<string[]> students = Students("Only these students");
    readonly Option<string?> lab = new("--lab", "-l") { Description = "Only this lab", HelpName = "lab" };
    readonly Option<bool> watch = Flag("--watch", "Check again every few seconds, until Ctrl-C", "-w");
    readonly Option<string?> hint = new("--hint")
    {
        Description = "The next hint for a check of one student; without a check, for the first one that does not pass",
        HelpName = "check",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<bool> all = Flag("--all", "A line for each student also in a large class");
    readonly Option<bool> run = Flag("--run", "First do the exercises that are missing, with the inputs of the guides");
    readonly Option<string?> report = new("--report")
    {
        Description = "Write pages, JUnit XML, CSV, JSON and gradebooks into this folder",
        HelpName = "folder",
    };
    readonly Option<bool> onAws = OnAws();
    readonly Option<bool> json = Json();

    public override string Path => "check";

    public override CommandGroup Group => CommandGroup.Work;

    protected override string Interrupted => "The checks have ended.";

    public override string Description => "Check what each student has built and run, by the verification lists of the labs";

    public override IReadOnlyList<string> Examples =>
        [
            "check",
            "check --student user1 --lab orders",
            "check --watch",
            "check --student user1 --hint",
            "check --student user1 --run",
            "check --report results",
        ];

    protected override void Define(Command command)
    {
        foreach (var option in (Option[])[students, lab, all, watch, hint, run, report, onAws, json])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var stack = given.GetValue(Stack)!;
        if (given.GetValue(json))
            context = context.Aside();
        var whole = CheckedClass.Of(context.Stack(stack));
        var chosen = Chosen(given.GetValue(students)!, whole.Students.Select(student => student.Username));
        List<CheckedStudent> those = [.. whole.Students.Where(student => chosen?.Contains(student.Username) != false)];
        var only = LabOf(given.GetValue(lab));
        using var view = await ClassView.OpenAsync(context, stack, given.GetValue(onAws), cancelled).ConfigureAwait(false);
        if (given.GetValue(run))
            await PerformAsync(given, context, view, those, only, cancelled).ConfigureAwait(false);
        var grader = new Grader(view.Aws, context.Clock, whole.Settings);
        var hints = HintBook.Open(context.Paths.StackFolder(stack));
        if (given.GetResult(hint) is not null)
            return await HintAsync(given.GetValue(hint), context, grader, hints, those, only, cancelled).ConfigureAwait(false);
        if (given.GetValue(watch))
            return await ClassWatch.RunAsync(context, grader, those, only, cancelled).ConfigureAwait(false);
        var grades = given.GetValue(report) is { } folder
            ? await ReportAsync(folder, view, stack, context, whole, grader, hints, those, only, cancelled).ConfigureAwait(false)
            : await grader.GradeAsync(those, only, cancelled).ConfigureAwait(false);
        if (given.GetValue(json))
            await context.Plain.WriteLineAsync(GradeJson.Of(grades, hints).ToJsonString()).ConfigureAwait(false);
        else
            GradeView.Show(context.Console, grades, only, given.GetValue(all));
        return grades.All(grade => grade.IsFull) ? ExitCode.Done : ExitCode.Failed;
    }

    static string? LabOf(string? given)
    {
        string[] labs = [.. CheckCatalog.Labs.Select(known => known.Lab)];
        if (given is null || given == Checks.Workspace.WorkspaceCheck.Group || labs.Contains(given))
            return given;
        throw new CommandException(
            $"There is no lab '{given}'.{Suggestion.For(given, labs)} There are {string.Join(", ", labs)}, and "
                + $"{Checks.Workspace.WorkspaceCheck.Group} for what a student has besides the labs."
        );
    }

    static async Task<IReadOnlyList<Grade>> ReportAsync(
        string folder,
        ClassView view,
        string stack,
        CommandContext context,
        CheckedClass whole,
        Grader grader,
        HintBook hints,
        List<CheckedStudent> those,
        string? only,
        CancellationToken cancelled
    )
    {
        var observed = await grader.ObserveAsync(those, only, cancelled).ConfigureAwait(false);
        var links = those.ToDictionary(student => student.Username, student => LinksOf(view.OutputsOf(student.Username)));
        var people = Roster
            .Open(context.Stack(stack).Path)
            .Students.ToDictionary(student => student.Username, student => new Person(student.Name, student.Email));
        var files = ReportFolder.Write(
            folder,
            new(whole.Name, stack, context.Clock.GetUtcNow(), observed, hints, links) { People = people }
        );
        context.Line(
            $"{System.IO.Path.GetFullPath(folder).EscapeMarkup()} has {string.Join(", ", files).EscapeMarkup()}, and student pages in "
                + $"{ReportFolder.StudentFolder}/."
        );
        return [.. observed.Select(one => one.Grade)];
    }

    static IReadOnlyList<Link> LinksOf(JsonObject told) =>
        [
            .. told.Where(fact =>
                    fact.Key.EndsWith("_url", StringComparison.Ordinal) && fact.Key != "workflow_queue_url" && fact.Value is JsonValue
                )
                .Select(fact => new Link(fact.Key, fact.Value!.ToString())),
        ];

    static async Task<ExitCode> HintAsync(
        string? name,
        CommandContext context,
        Grader grader,
        HintBook hints,
        List<CheckedStudent> those,
        string? only,
        CancellationToken cancelled
    )
    {
        if (those is not [var student])
            throw new CommandException("A hint is for one student: add --student and a username.");
        var grade = (await grader.GradeAsync([student], only, cancelled).ConfigureAwait(false))[0];
        var judged = name is null
            ? grade.Checks.FirstOrDefault(one => !one.IsPassed && one.Counts)
            : grade.Checks.FirstOrDefault(one => one.Check.Id == name || one.Check.Name == name)
                ?? throw new CommandException(
                    $"There is no check '{name}'. `./classroom check --student {student.Username}` shows the checks that do not pass."
                );
        if (judged is null)
        {
            context.Line($"[green]✓[/] Every check of {student.Username.EscapeMarkup()} passes; there is nothing to hint at.");
            return ExitCode.Done;
        }
        var (text, number) = hints.Next(student.Username, judged.Check);
        hints.Save();
        context.Line($"[bold]{judged.Check.Id}[/]  {judged.Check.Sentence.EscapeMarkup()}");
        context.Line($"Found: {judged.Verdict.Found.EscapeMarkup()}");
        context.Line($"Hint {number} of {judged.Check.Hints.Count}: {text.EscapeMarkup()}");
        if (number < judged.Check.Hints.Count)
            context.Line(
                $"[grey]`./classroom check --student {student.Username} --hint {judged.Check.Id}` gives the next one, and counts it.[/]"
            );
        return ExitCode.Done;
    }

    async Task PerformAsync(
        ParseResult given,
        CommandContext context,
        ClassView view,
        List<CheckedStudent> those,
        string? only,
        CancellationToken cancelled
    )
    {
        var isQuiet = given.GetValue(json);
        var gate = new Lock();
        await new Exercises(view.Aws, context.Clock).PerformAsync(those, only, ClientAsync, Tell, cancelled).ConfigureAwait(false);

        // A student with keys does the exercises with them: what the class denies to the student fails here too.
        async Task<AwsClient?> ClientAsync(CheckedStudent student)
        {
            if (view.State is not { } state || StudentKey.Find(state, student.Username) is not { } key)
                return null;
            var running = RunningCloud.Required(context.Paths);
            return running.Client(context.Clock, await key.SignInAsync(running, context.Clock).ConfigureAwait(false));
        }

        void Tell(string student, Check check, int tries)
        {
            if (isQuiet || tries == 0)
                return;
            lock (gate)
                context.Line($"[grey]{student}: {check.Id}{(tries == 1 ? "" : $", {tries} times")}[/]");
        }
    }
}
