using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Storage;

namespace Classroom.Cli.Snapshots;

/// <summary>The result of a restore.</summary>
/// <param name="OtherKeys">The students whose access keys are not those that they had before.</param>
/// <param name="Running">The cloud, started again; null if no cloud was running before.</param>
sealed record RestoreResult(IReadOnlyList<string> OtherKeys, RunningCloud? Running);

/// <summary>
/// Brings a class back to a snapshot: the cloud stops, its data and the states of the stacks are exchanged, and it starts again.
/// </summary>
sealed class ClassRestore(CommandContext context)
{
    const string Command = "snapshot restore";

    // Sessions that students have opened since, for example with the role of their profile, stay valid.
    const string Sessions = "iam.sessions";

    readonly AppPaths paths = context.Paths;

    /// <param name="student">The student whose resources alone are restored; null for the whole class.</param>
    public async Task<RestoreResult> RunAsync(Snapshot snapshot, string? student)
    {
        var folder = new SnapshotStore(paths).FolderOf(snapshot.Name);
        SnapshotStore.Check(folder, snapshot);
        CheckRegion(snapshot);
        if (student is null)
            CheckOtherStacks(snapshot);
        else
            CheckCloud(snapshot, student);
        var before = Keys(snapshot.Stacks);
        var staged = new StagedRestore(paths);
        var locks = LockStacks(snapshot.Stacks).ToList();
        try
        {
            staged.Begin();
            AddContents(folder);
            if (student is null)
                Stage(staged, folder, snapshot);
            var stopped = RunningCloud.Find(paths);
            if (stopped is not null)
                await CloudStarter.EndAsync(stopped).ConfigureAwait(false);
            if (student is null)
                KeepSessions(staged, snapshot);
            else
                await StudentCopy.MergeAsync(paths, staged, folder, snapshot.Stacks, student).ConfigureAwait(false);
            staged.Decide();
            staged.Finish(Command);
            var running = stopped is null ? null : await context.Clouds.StartAgainAsync(stopped).ConfigureAwait(false);
            var after = Keys(snapshot.Stacks);
            return new(
                [.. before.Keys.Where(student => after.GetValueOrDefault(student) != before[student]).Order(Usernames.Natural)],
                running
            );
        }
        finally
        {
            locks.ForEach(held => held.Dispose());
        }
    }

    /// <summary>
    /// Contents never change, and what no row names is removed at the next start; so they can be added before anything is decided.
    /// </summary>
    void AddContents(string folder)
    {
        SnapshotStore.PrivateFolder(paths.CloudData);
        ClassCopy.CopyContents(Path.Combine(folder, Snapshot.CloudFolder), paths.CloudData);
    }

    static void Stage(StagedRestore staged, string folder, Snapshot snapshot)
    {
        foreach (var file in snapshot.Files.Where(file => !ClassCopy.IsContent(file.Path)))
            staged.Add(Path.Combine(folder, file.Path), file.Path);
    }

    void KeepSessions(StagedRestore staged, Snapshot snapshot)
    {
        var current = Path.Combine(paths.CloudData, AppPaths.CloudDatabase);
        // Keys of another cloud are derived from another secret.
        if (File.Exists(current) && DatabaseCopy.Identify(current)?.Id == snapshot.Cloud)
            DatabaseCopy.Change(staged.CloudDatabase, removed: [], added: DatabaseCopy.Rows(current).Where(row => row.Table == Sessions));
    }

    /// <summary>The ARNs in the data contain the region.</summary>
    void CheckRegion(Snapshot snapshot)
    {
        foreach (var stack in snapshot.Stacks)
        {
            var file = Path.Combine(context.Repository.SettingsFolder, $"Pulumi.{stack}.yaml");
            if (File.Exists(file) && context.Stack(stack).Region is var region && region != snapshot.Region)
                throw new CommandException(
                    $"The snapshot '{snapshot.Name}' is from the region {snapshot.Region}, but {file} says {region}. Set aws:region to "
                        + $"{snapshot.Region} there. Nothing was changed."
                );
        }
        if (RunningCloud.Find(paths) is { } running && (running.Region != snapshot.Region || running.Account != snapshot.Account))
            throw new CommandException(
                $"The snapshot '{snapshot.Name}' is of account {snapshot.Account} in {snapshot.Region}, but the cloud runs as account "
                    + $"{running.Account} in {running.Region}. Stop it first: `./classroom cloud stop`. Nothing was changed."
            );
    }

    /// <summary>The keys of one student are derived from the secret of the cloud, so they are valid in that cloud alone.</summary>
    void CheckCloud(Snapshot snapshot, string student)
    {
        if (!snapshot.Students.Contains(student))
            throw new CommandException(
                $"The snapshot '{snapshot.Name}' does not have {student}. It has {string.Join(", ", snapshot.Students)}. "
                    + "Nothing was changed."
            );
        if (DatabaseCopy.Identify(Path.Combine(paths.CloudData, AppPaths.CloudDatabase))?.Id != snapshot.Cloud)
            throw new CommandException(
                $"The snapshot '{snapshot.Name}' is of another cloud, and one student can be restored only into the same cloud. "
                    + (
                        snapshot.Student is null
                            ? $"`./classroom snapshot restore {snapshot.Name}` restores the whole class. "
                            : "A snapshot of the whole class can be restored anywhere. "
                    )
                    + "Nothing was changed."
            );
    }

    /// <summary>The data of the cloud is replaced as a whole, and a stack that is not in the snapshot would lose its resources.</summary>
    void CheckOtherStacks(Snapshot snapshot)
    {
        if (DatabaseCopy.Identify(Path.Combine(paths.CloudData, AppPaths.CloudDatabase)) is not { } current)
            return;
        if (ClassSave.StacksOf(paths, current.Id).FirstOrDefault(stack => !snapshot.Stacks.Contains(stack.Name)) is { } other)
            throw new CommandException(
                $"The stack {other.Name} is up, and the snapshot '{snapshot.Name}' does not have it. Remove it first: `./classroom destroy "
                    + $"--stack {other.Name}`. Nothing was changed."
            );
    }

    IEnumerable<FolderLock> LockStacks(IReadOnlyList<string> stacks)
    {
        foreach (var stack in stacks)
            yield return FolderLock.Take(paths.StackFolder(stack), $"`./classroom {Command}` (process {Environment.ProcessId})");
    }

    /// <summary>The access key of each student, by stack and username.</summary>
    Dictionary<string, string> Keys(IReadOnlyList<string> stacks)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stack in stacks.Where(stack => File.Exists(Path.Combine(paths.StackFolder(stack), ClassCopy.State))))
        {
            using var state = new StackState(paths.StackFolder(stack), null);
            foreach (var (student, _) in state.Outputs)
                if (StudentKey.Find(state, student) is { } key)
                    found[student] = key.AccessKeyId;
        }
        return found;
    }
}
