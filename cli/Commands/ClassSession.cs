using Classroom.Cli.Calls;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Cli.Stacks;
using Classroom.Cli.Sweeping;
using Classroom.Cli.Terminal;
using Spectre.Console;

namespace Classroom.Cli.Commands;

/// <summary>A stack that a command changes: its state, locked against other commands, and the cloud that it is in.</summary>
sealed class ClassSession : IDisposable
{
    readonly CommandContext context;
    readonly AwsClient aws;

    ClassSession(CommandContext context, StackState state, RunningCloud running)
    {
        this.context = context;
        (State, Running, aws) = (state, running, running.Client(context.Clock));
        Cloud = new(aws, context.Repository);
        State.Endpoint = running.Endpoint;
    }

    public StackState State { get; }

    public RunningCloud Running { get; }

    public LocalCloud Cloud { get; }

    /// <param name="command">The command that the user typed, which other commands show while the stack is locked.</param>
    public static async Task<ClassSession> OpenAsync(CommandContext context, string stack, string region, string command)
    {
        var state = new StackState(context.Paths.StackFolder(stack), command);
        try
        {
            var wasRunning = RunningCloud.Find(context.Paths) is not null;
            var running = await context.Clouds.EnsureAsync(region).ConfigureAwait(false);
            if (!wasRunning)
            {
                context.Line($"The embedded cloud runs at {running.Endpoint}.");
                Warn(context, running);
            }
            await SettleInAsync(context, state, running).ConfigureAwait(false);
            var session = new ClassSession(context, state, running);
            foreach (var left in await Converger.RecoverAsync(state, session.Cloud).ConfigureAwait(false))
                context.Line(
                    $"[yellow]{left.ShortType.EscapeMarkup()} {left.Name.EscapeMarkup()} existed before this stack tried "
                        + $"to make it; it is left as it is.[/]"
                );
            return session;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Shows what the instructor must know about a cloud that has just been started.</summary>
    public static void Warn(CommandContext context, RunningCloud running)
    {
        if (running.Warning is { } warning)
            context.Line($"[yellow]{warning.EscapeMarkup()}[/]");
    }

    /// <summary>A new cloud, or a cloud that lost its data, has none of the resources that the state lists.</summary>
    static async Task SettleInAsync(CommandContext context, StackState state, RunningCloud running)
    {
        if (state.CloudId == running.Cloud)
            return;
        if (state.Count > 0)
            context.Line(
                $"[yellow]The embedded cloud is not the cloud in which this stack was made: its data was removed or replaced. All "
                    + $"{state.Count} resources are made again.[/]"
            );
        await state.MoveToAsync(running.Cloud).ConfigureAwait(false);
    }

    public static async Task<ClassPlan> PlanAsync(CommandContext context, StackFile file, bool isForAws = false)
    {
        var plan = await new Planner(context.Repository).PlanAsync(file, isForAws).ConfigureAwait(false);
        ResourceTypes.Check(plan);
        if (isForAws || Expiry.Over(file, context.Clock.GetUtcNow()) is not { Count: > 0 } over)
            return plan;
        foreach (var student in over)
            context.Line(
                $"[yellow]The time of {student.Username} was over at {student.Settings.Expires:yyyy-MM-dd HH:mm} UTC: "
                    + "no resources (whenExpired).[/]"
            );
        return plan.Without(over.Select(student => student.Username.ToString()).ToHashSet());
    }

    /// <summary>Finds resources that were changed outside the program, and writes their current inputs into the state.</summary>
    public async Task<int> RefreshAsync(IReadOnlySet<string>? students)
    {
        var drifted = await Drift.FindAsync(State, Cloud, students).ConfigureAwait(false);
        await Drift.AcceptAsync(State, drifted).ConfigureAwait(false);
        return drifted.Count;
    }

    /// <summary>What these students have built beside the program.</summary>
    public Task<IReadOnlyList<Leftover>> LeftoversAsync(IReadOnlyCollection<string> students) =>
        Leftovers.FindAsync(aws, students, NamesOf(State.Resources));

    /// <summary>Removes what students have built, and says what could not be removed.</summary>
    public async Task<bool> SweepAsync(IReadOnlyList<Leftover> leftovers)
    {
        var failed = await Leftovers.RemoveAsync(aws, leftovers).ConfigureAwait(false);
        foreach (var (leftover, reason) in failed)
            context.Line(
                $"[red]✗[/] {leftover.Student.EscapeMarkup()}: {leftover.Kind.Word} {leftover.Found.Name.EscapeMarkup()} could not be "
                    + "removed\n  "
                    + reason.EscapeMarkup()
            );
        return failed.Count == 0;
    }

    /// <summary>Looks at every kind of resource for what is left of these students.</summary>
    public async Task<bool> ProveGoneAsync(IReadOnlyCollection<string> students)
    {
        // The last lines of a function can make its log group anew.
        await SweepAsync(await LeftoversAsync(students).ConfigureAwait(false)).ConfigureAwait(false);
        var left = await LeftoversAsync(students).ConfigureAwait(false);
        var whose = students.Count == 1 ? students.First() : $"{students.Count} students";
        var names = string.Join(", ", left.Select(leftover => leftover.Found.Name));
        context.Line(
            left.Count == 0
                ? $"Nothing of {whose} is left: {Kinds.All.Length} kinds of resources were looked through."
                : $"[red]Left: {Leftovers.Counts(left)}[/]: {names.EscapeMarkup()}"
        );
        return left.Count == 0;
    }

    static HashSet<string> NamesOf(IEnumerable<ResourceState> resources)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var name = resource.Text("name") ?? resource.Text("dashboardName") ?? resource.Name;
            names.Add(name);
            names.Add(resource.Name);
            if (resource.Text("eventBusName") is { } bus)
                names.Add($"{bus}/{name}");
            if (resource.Id is { } id)
                names.UnionWith([id, id.Split(':')[^1], id.Split('/')[^1]]);
        }
        return names;
    }

    public Task<Result> ConvergeAsync(ChangeSet changes) =>
        new ProgressView(context, changes).WatchAsync(report => new Converger(State, Cloud, context.Clock, report).RunAsync(changes));

    public void Dispose()
    {
        aws.Dispose();
        State.Dispose();
    }
}
