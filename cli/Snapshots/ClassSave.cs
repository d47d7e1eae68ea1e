using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Storage;

namespace Classroom.Cli.Snapshots;

/// <summary>Saves the state of a class, while its cloud runs or not.</summary>
sealed class ClassSave(CommandContext context)
{
    const string Command = "snapshot save";

    readonly AppPaths paths = context.Paths;

    /// <param name="student">The student whose snapshot it is; null for the whole class.</param>
    public async Task<Snapshot> RunAsync(string name, string? student)
    {
        var store = new SnapshotStore(paths);
        using var one = store.Lock(Command);
        var cloud = DatabaseCopy.Identify(Path.Combine(paths.CloudData, AppPaths.CloudDatabase)) is { } found
            ? found.Id
            : throw new CommandException("There is no class to save: the embedded cloud has no data. `./classroom up` creates the class.");
        var running = RunningCloud.Find(paths);
        var held = new List<FolderLock>();
        try
        {
            // A cloud that starts while its files are copied would write to them.
            if (running is null)
                held.Add(FolderLock.Take(paths.CloudData, Holder));
            var stacks = StacksOf(paths, cloud).ToList();
            // While a command changes a stack, its state is not in step with the cloud.
            held.AddRange(stacks.Select(stack => FolderLock.Take(paths.StackFolder(stack.Name), Holder)));
            var students = stacks.SelectMany(stack => stack.Students).Order(Usernames.Natural).ToList();
            if (students.Count == 0)
                throw new CommandException("There is no class to save: no student is up. `./classroom up` creates the class.");
            if (student is not null && !students.Contains(student))
                throw new CommandException($"There is no student '{student}'. There are {string.Join(", ", students)}.");
            var folder = store.Begin(name);
            ClassCopy.Write(paths, stacks.Select(stack => stack.Name), folder);
            if (student is not null)
                await StudentCopy.ReduceAsync(folder, stacks.Select(stack => stack.Name), student).ConfigureAwait(false);
            return store.Keep(
                folder,
                new(
                    Snapshot.CurrentFormat,
                    name,
                    context.Clock.GetUtcNow(),
                    cloud,
                    running?.Account ?? Planning.Planner.Account,
                    running?.Region ?? stacks[0].Region,
                    student,
                    [.. stacks.Select(stack => stack.Name)],
                    student is null ? students : [student],
                    stacks.Sum(stack => stack.Resources),
                    []
                )
            );
        }
        finally
        {
            held.ForEach(lockOf => lockOf.Dispose());
        }
    }

    static string Holder => $"`./classroom {Command}` (process {Environment.ProcessId})";

    /// <summary>The stacks whose resources are in the cloud.</summary>
    public static IEnumerable<SavedStack> StacksOf(AppPaths paths, string cloud)
    {
        var folder = Path.Combine(paths.Folder, Snapshot.StacksFolder);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(path, ClassCopy.State)))
                continue;
            using var state = new StackState(path, null);
            if (state.CloudId != cloud || state.Count == 0)
                continue;
            yield return new(
                Path.GetFileName(path),
                [.. state.Resources.Select(resource => resource.Student).OfType<string>().Distinct()],
                state.Count,
                RegionOf(state)
            );
        }
    }

    /// <summary>Every class has functions or workflows, whose ARNs have the region.</summary>
    static string RegionOf(StackState state) =>
        state.Resources.Select(resource => resource.Id?.Split(':')).FirstOrDefault(arn => arn is ["arn", _, "states", _, ..])?[3]
        ?? "us-east-1";
}

/// <summary>A stack with resources.</summary>
sealed record SavedStack(string Name, IReadOnlyList<string> Students, int Resources, string Region);
