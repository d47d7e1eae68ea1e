using System.Text.Json.Nodes;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Storage;

namespace Classroom.Cli.Snapshots;

/// <summary>The resources of one student in copies of the cloud's data and of the states.</summary>
static class StudentCopy
{
    const string Code = "code";

    const string Objects = "objects";

    /// <summary>Reduces a copy of the class to one student, so that nothing of the others is handed on.</summary>
    public static async Task ReduceAsync(string folder, IEnumerable<string> stacks, string student)
    {
        var cloud = Path.Combine(folder, Snapshot.CloudFolder);
        var database = Path.Combine(cloud, AppPaths.CloudDatabase);
        var rows = DatabaseCopy.Rows(database);
        var own = new StudentRows(student, rows);
        var kept = rows.Where(own.Has).ToHashSet();
        DatabaseCopy.Reduce(database, kept, StudentRows.Definitions, $"{student}-");
        // The class's secret, and contents that only the class has. Code is named after its hash, which its function names.
        File.Delete(Path.Combine(cloud, ClassCopy.MasterKey));
        if (Directory.Exists(Path.Combine(cloud, Objects)))
            Directory.Delete(Path.Combine(cloud, Objects), recursive: true);
        foreach (var package in Packages(cloud).Where(package => !kept.Any(row => row.Value.Contains(HashOf(package)))))
        {
            if (Directory.Exists(package))
                Directory.Delete(package, recursive: true);
            else
                File.Delete(package);
        }
        foreach (var stack in stacks)
        {
            var state = Path.Combine(folder, Snapshot.StacksFolder, stack);
            await ChangeStateAsync(state, "snapshot save", resource => resource.Student != student, [], Only(student))
                .ConfigureAwait(false);
            File.Delete(Path.Combine(state, ClassCopy.StateKey));
            DatabaseCopy.Compact(Path.Combine(state, ClassCopy.State));
        }
    }

    /// <summary>Puts the student's resources of a snapshot into copies of the current data.</summary>
    public static async Task MergeAsync(AppPaths paths, StagedRestore staged, string snapshot, IEnumerable<string> stacks, string student)
    {
        var saved = Path.Combine(snapshot, Snapshot.CloudFolder, AppPaths.CloudDatabase);
        DatabaseCopy.Write(Path.Combine(paths.CloudData, AppPaths.CloudDatabase), staged.CloudDatabase);
        var (now, then) = (DatabaseCopy.Rows(staged.CloudDatabase), DatabaseCopy.Rows(saved));
        var own = new StudentRows(student, now.Concat(then));
        DatabaseCopy.Change(staged.CloudDatabase, now.Where(own.MayRemove), then.Where(own.Has));
        DatabaseCopy.AddMissing(saved, staged.CloudDatabase, StudentRows.Definitions, $"{student}-");
        foreach (var stack in stacks)
        {
            using var before = new StackState(Path.Combine(snapshot, Snapshot.StacksFolder, stack), null);
            var resources = before.Resources.Where(resource => resource.Student == student).ToList();
            if (resources.Count == 0)
                continue;
            var target = Path.Combine(staged.Folder, Snapshot.StacksFolder, stack);
            Directory.CreateDirectory(target);
            DatabaseCopy.Write(Path.Combine(paths.StackFolder(stack), ClassCopy.State), Path.Combine(target, ClassCopy.State));
            var told = before.Outputs[student]?.DeepClone();
            await ChangeStateAsync(
                    target,
                    "snapshot restore",
                    resource => resource.Student == student,
                    resources,
                    outputs =>
                    {
                        outputs.Remove(student);
                        if (told is not null)
                            outputs[student] = told;
                        return outputs;
                    }
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>Changes a state that no command uses; its folder has the files of a closed database afterwards.</summary>
    static async Task ChangeStateAsync(
        string folder,
        string command,
        Func<ResourceState, bool> isRemoved,
        IReadOnlyList<ResourceState> added,
        Func<JsonObject, JsonObject> tell
    )
    {
        using (var state = new StackState(folder, command))
        {
            var removed = state.Resources.Where(isRemoved).Select(resource => resource.Key).ToList();
            await state.ChangeAsync([], removed).ConfigureAwait(false);
            await state.ChangeAsync(added, []).ConfigureAwait(false);
            await state.TellAsync(tell((JsonObject)state.Outputs.DeepClone())).ConfigureAwait(false);
        }
        foreach (var file in Directory.EnumerateFiles(folder, "lock*"))
            File.Delete(file);
    }

    static Func<JsonObject, JsonObject> Only(string student) =>
        outputs => outputs[student]?.DeepClone() is { } own ? new() { [student] = own } : [];

    static List<string> Packages(string cloud) =>
        Directory.Exists(Path.Combine(cloud, Code)) ? [.. Directory.EnumerateFileSystemEntries(Path.Combine(cloud, Code))] : [];

    static string HashOf(string package) => Path.GetFileName(package).Split('.')[0];
}
