using System.Collections.Concurrent;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Shows progress: on a terminal a table of students and labs, else one line for each finished student.</summary>
sealed class ProgressView
{
    const string Shared = "";

    readonly CommandContext context;
    readonly Lock gate = new();
    readonly Dictionary<(string Student, string Lab), Cell> cells = [];
    readonly string[] labs;
    readonly string[] students;
    readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    sealed record Cell(int All, int Done = 0, int Failed = 0);

    public ProgressView(CommandContext context, ChangeSet changes)
    {
        this.context = context;
        foreach (var group in changes.Real.GroupBy(change => KeyOf(change)))
            cells[group.Key] = new(group.Count());
        labs = [.. cells.Keys.Select(key => key.Lab).Distinct().Order(StringComparer.Ordinal)];
        students = [.. cells.Keys.Select(key => key.Student).Distinct().Order(Usernames.Natural)];
        foreach (var student in students)
            open[student] = cells.Where(cell => cell.Key.Student == student).Sum(cell => cell.Value.All);
    }

    public async Task<Result> WatchAsync(Func<Action<Change, ChangeOutcome>, Task<Result>> work)
    {
        if (!context.AsksPeople)
            return await work(Tell).ConfigureAwait(false);
        return await context
            .Console.Live(Table())
            .AutoClear(true)
            .StartAsync(async live =>
            {
                var running = work(Note);
                while (
                    await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(100), context.Clock)).ConfigureAwait(false) != running
                )
                    live.UpdateTarget(Table());
                return await running.ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }

    void Note(Change change, ChangeOutcome outcome)
    {
        lock (gate)
        {
            var cell = cells[KeyOf(change)];
            cells[KeyOf(change)] = outcome is ChangeOutcome.Failed or ChangeOutcome.Skipped
                ? cell with
                {
                    Failed = cell.Failed + 1,
                }
                : cell with
                {
                    Done = cell.Done + 1,
                };
        }
    }

    void Tell(Change change, ChangeOutcome outcome)
    {
        Note(change, outcome);
        var student = KeyOf(change).Student;
        if (open.AddOrUpdate(student, 0, (_, left) => left - 1) > 0)
            return;
        lock (gate)
        {
            var own = cells.Where(cell => cell.Key.Student == student).Select(cell => cell.Value).ToList();
            var failed = own.Sum(cell => cell.Failed);
            context.Line(
                $"{(student.Length > 0 ? student : PlanView.ClassName)}: {own.Sum(cell => cell.Done)} of "
                    + $"{own.Sum(cell => cell.All)}{(failed > 0 ? $", {failed} not done" : "")}"
            );
        }
    }

    Table Table()
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumn("");
        foreach (var lab in labs)
            table.AddColumn(new TableColumn(lab.Length > 0 ? lab : "access, shared").RightAligned());
        lock (gate)
        {
            // If the class does not fit on the screen, unfinished students are shown.
            var room = Math.Max(3, context.Console.Profile.Height - 6);
            var shown =
                students.Length <= room
                    ? students
                    :
                    [
                        .. students
                            .Where(student =>
                                cells.Any(cell => cell.Key.Student == student && cell.Value.Done + cell.Value.Failed < cell.Value.All)
                            )
                            .Take(room),
                    ];
            foreach (var student in shown)
                table.AddRow([
                    (student.Length > 0 ? student : PlanView.ClassName).EscapeMarkup(),
                    .. labs.Select(lab => cells.TryGetValue((student, lab), out var cell) ? Text(cell) : ""),
                ]);
        }
        return table;
    }

    static string Text(Cell cell) =>
        cell switch
        {
            { Failed: > 0 } => $"[red]{cell.Done}/{cell.All}[/]",
            _ when cell.Done == cell.All => "[green]✓[/]",
            { Done: 0 } => $"[grey]{cell.All}[/]",
            _ => $"[yellow]{cell.Done}/{cell.All}[/]",
        };

    static (string Student, string Lab) KeyOf(Change change) => (change.Student ?? "", change.Lab ?? Shared);
}
