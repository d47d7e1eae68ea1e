using System.Globalization;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cli.Terminal;
using Classroom.Settings;
using Spectre.Console;

namespace Classroom.Cli.Commands;

/// <summary>
/// A class with cohorts on AWS: one Pulumi process for each stack. The base stack comes first, then the cohorts side by side; a removal
/// goes the other way.
/// </summary>
sealed class PulumiCohorts(CommandContext context, StackFile file, IReadOnlyList<string> stacks, CancellationToken cancelled)
{
    /// <summary>The limits of AWS are those of the account: all processes together take this many steps at a time.</summary>
    const int Steps = 20;

    /// <summary>A Pulumi process and its provider need up to a gigabyte.</summary>
    const int MostProcesses = 10;

    const int MostLinesOfFailure = 15;

    readonly string folder = context.Repository.Folder;

    IEnumerable<int> Wanted => file.Settings().Cohorts;

    /// <summary>The cohorts that have a stack; after their last student has gone, too.</summary>
    IEnumerable<int> Existing => stacks.Select(stack => CohortStack.Parse(stack)?.Cohort).OfType<int>();

    /// <summary>Whether the class has cohorts, or had some when it was brought up.</summary>
    public static async Task<PulumiCohorts?> FindAsync(CommandContext context, StackFile file, CancellationToken cancelled)
    {
        var stacks = await PulumiStacks.NamesAsync(context.Repository.Folder, file.Stack, cancelled).ConfigureAwait(false);
        return file.HasCohorts || stacks.Any(stack => stack != file.Stack) ? new(context, file, stacks, cancelled) : null;
    }

    /// <param name="more">Arguments for the base stack, whose plan Pulumi shows.</param>
    public async Task<ExitCode> UpAsync(bool isAgreed, IReadOnlyList<string> more)
    {
        await PrepareAsync().ConfigureAwait(false);
        foreach (var cohort in Wanted.Except(Existing))
            await PulumiStacks.InitAsync(folder, Name(cohort), cancelled).ConfigureAwait(false);
        if (!await MoveAsync(isAgreed).ConfigureAwait(false))
            return ExitCode.Refused;
        string[] agreed = isAgreed ? ["--yes", "--skip-preview"] : [];
        if (
            !await PulumiCommand
                .IsDoneAsync(context, ["up", .. agreed, .. more.Except(agreed), .. For(file.Stack)], cancelled)
                .ConfigureAwait(false)
        )
            return ExitCode.Failed;
        if (!isAgreed)
        {
            if (!await PreviewCohortsAsync([.. Wanted]).ConfigureAwait(false))
                return ExitCode.Failed;
            if (!Question.Agreed(context, $"Make these changes in {Wanted.Count()} cohorts?", isAgreed: false))
                return ExitCode.Refused;
        }
        var isUp = await BesideAsync("up", [.. Wanted], ["up", "--yes", "--skip-preview"]).ConfigureAwait(false);
        var isGone = await BesideAsync("removed", [.. Existing.Except(Wanted)], ["destroy", "--yes", "--skip-preview", "--remove"])
            .ConfigureAwait(false);
        if (isUp && isGone)
            return ExitCode.Done;
        context.Line($"`./classroom up --aws{CliCommand.OfStack(file.Stack)}` continues from here.");
        return ExitCode.Failed;
    }

    public async Task<ExitCode> PreviewAsync(IReadOnlyList<string> more)
    {
        await PrepareAsync().ConfigureAwait(false);
        foreach (var move in await MovesAsync().ConfigureAwait(false))
            Show(move);
        var isDone = await PulumiCommand.IsDoneAsync(context, ["preview", .. more, .. For(file.Stack)], cancelled).ConfigureAwait(false);
        foreach (var cohort in Wanted.Except(Existing))
            context.Line($"{Name(cohort)}: does not exist yet; `up` makes it, after the base stack.");
        return isDone && await PreviewCohortsAsync([.. Wanted.Intersect(Existing)]).ConfigureAwait(false) ? ExitCode.Done : ExitCode.Failed;
    }

    public async Task<ExitCode> DestroyAsync(bool isAgreed)
    {
        await PrepareAsync().ConfigureAwait(false);
        var cohorts = Existing.ToList();
        if (
            !Question.Agreed(
                context,
                $"Remove the class with {(cohorts.Count == 1 ? "1 cohort" : $"{cohorts.Count} cohorts")} from AWS?",
                isAgreed
            )
        )
            return ExitCode.Refused;
        // The base stack has what the students' resources use.
        var isDone =
            await BesideAsync("removed", cohorts, ["destroy", "--yes", "--skip-preview"]).ConfigureAwait(false)
            && await PulumiCommand.IsDoneAsync(context, ["destroy", "--yes", .. For(file.Stack)], cancelled).ConfigureAwait(false);
        return isDone ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>
    /// Writes the settings files of the cohorts, and builds the program once: processes beside each other cannot build it.
    /// </summary>
    async Task PrepareAsync()
    {
        foreach (var cohort in Wanted.Union(Existing))
            CohortFile.Write(file, cohort);
        var project = Path.Combine(folder, "infra");
        if (
            await PulumiCommand
                .RunHereAsync(context, "dotnet", ["build", project, "-v", "quiet", "--nologo"], cancelled)
                .ConfigureAwait(false) != 0
        )
            throw new CommandException("The program could not be built; the output of the build is above.", ExitCode.Failed);
    }

    /// <summary>
    /// Moves students who are in another stack than the settings say, before Pulumi runs: it would delete them in one stack while it makes
    /// them in the other, under the same names.
    /// </summary>
    async Task<bool> MoveAsync(bool isAgreed)
    {
        var moves = await MovesAsync().ConfigureAwait(false);
        if (moves.Count == 0)
            return true;
        foreach (var move in moves)
            Show(move);
        if (!Question.Agreed(context, "Move them in Pulumi's state? Nothing changes on AWS.", isAgreed))
            return false;
        foreach (var ((from, to), students) in moves)
            await PulumiStacks.MoveAsync(folder, from, to, students.Select(student => student.Urn), cancelled).ConfigureAwait(false);
        return true;
    }

    void Show(KeyValuePair<(string From, string To), List<StudentInStack>> move) =>
        context.Line(
            $"from the stack {move.Key.From.EscapeMarkup()} to {move.Key.To.EscapeMarkup()}: "
                + Usernames.Some([.. move.Value.Select(student => student.Student)]).EscapeMarkup()
        );

    async Task<Dictionary<(string From, string To), List<StudentInStack>>> MovesAsync()
    {
        var there = await Task.WhenAll(stacks.Select(stack => PulumiStacks.StudentsAsync(folder, stack, cancelled))).ConfigureAwait(false);
        var wanted = file.Settings()
            .Students.ToDictionary(
                student => student.Username.ToString(),
                student => student.Cohort is { } cohort ? Name(cohort) : file.Stack
            );
        foreach (var student in there.SelectMany(stack => stack).GroupBy(student => student.Student).Where(places => places.Count() > 1))
            throw new CommandException(
                $"{student.Key} is in the stacks {string.Join(" and ", student.Select(place => place.Stack))}: a move was interrupted. "
                    + "Pulumi must forget one of the two copies, which changes nothing on AWS: "
                    + "`pulumi state delete --target-dependents --stack "
                    + $"{student.First(place => place.Stack != wanted.GetValueOrDefault(student.Key)).Stack} "
                    + $"'{student.First(place => place.Stack != wanted.GetValueOrDefault(student.Key)).Urn}'`."
            );
        return there
            .SelectMany(stack => stack)
            .Where(student => wanted.TryGetValue(student.Student, out var stack) && stack != student.Stack)
            .GroupBy(student => (student.Stack, wanted[student.Student]))
            .ToDictionary(move => move.Key, move => move.OrderBy(student => student.Student, Usernames.Natural).ToList());
    }

    Task<bool> PreviewCohortsAsync(IReadOnlyList<int> cohorts) => BesideAsync("planned", cohorts, ["preview"]);

    /// <summary>Runs the command for several cohorts beside each other. A cohort that fails stops no other.</summary>
    async Task<bool> BesideAsync(string done, IReadOnlyList<int> cohorts, string[] command)
    {
        if (cohorts.Count == 0)
            return true;
        var beside = Math.Min(cohorts.Count, MostProcesses);
        using var turns = new SemaphoreSlim(beside);
        var results = await Task.WhenAll(cohorts.Select(cohort => OneAsync(done, cohort, command, Math.Max(2, Steps / beside), turns)))
            .ConfigureAwait(false);
        return results.All(isDone => isDone);
    }

    async Task<bool> OneAsync(string done, int cohort, string[] command, int steps, SemaphoreSlim turns)
    {
        await turns.WaitAsync(cancelled).ConfigureAwait(false);
        try
        {
            var (name, began) = (Name(cohort), context.Clock.GetTimestamp());
            var log = Path.Combine(Directory.CreateDirectory(context.Paths.StackFolder(name)).FullName, "pulumi.log");
            context.Line($"[grey]{name.EscapeMarkup()}: {command[0]}, {steps} steps at a time...[/]");
            string[] quietly = ["--non-interactive", "--color", "never", "--suppress-outputs", "--suppress-progress"];
            var paced = steps.ToString(CultureInfo.InvariantCulture);
            var answer = await PulumiProgram
                .LogAsync(folder, [.. command, "--parallel", paced, .. quietly, .. For(name)], PulumiCommand.Variables, log)
                .ConfigureAwait(false);
            var took = context.Clock.GetElapsedTime(began);
            if (answer.Code == 0)
                context.Line($"[green]{name.EscapeMarkup()}[/]: {done} in {took.TotalSeconds:0} s{Counts(answer.Out).EscapeMarkup()}");
            else
                context.Line(
                    $"[red]{name.EscapeMarkup()}[/]: failed after {took.TotalSeconds:0} s; the whole log is {log.EscapeMarkup()}\n"
                        + string.Join('\n', Last(answer)).EscapeMarkup()
                );
            return answer.Code == 0;
        }
        finally
        {
            turns.Release();
        }
    }

    static IEnumerable<string> Last(PulumiAnswer answer) =>
        $"{answer.Out}\n{answer.Error}".Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(MostLinesOfFailure);

    /// <summary>The numbers that Pulumi prints under "Resources:".</summary>
    static string Counts(string output)
    {
        var counts = output
            .Split('\n')
            .Select(line => line.Trim())
            .SkipWhile(line => line != "Resources:")
            .Skip(1)
            .TakeWhile(line => line.Length > 0);
        return string.Join(", ", counts) is { Length: > 0 } text ? $": {text}" : "";
    }

    string Name(int cohort) => CohortStack.Of(file.Stack, cohort);

    /// <summary>The options that name a stack; with its settings file if that is not where Pulumi looks.</summary>
    string[] For(string stack)
    {
        var settings = context.Repository.SettingsFolder;
        return settings == folder
            ? ["--stack", stack]
            : ["--stack", stack, "--config-file", Path.Combine(settings, $"Pulumi.{stack}.yaml")];
    }
}
