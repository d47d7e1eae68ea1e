using Classroom.Cli.Runtime;
using Classroom.Storage;

namespace Classroom.Cli.Snapshots;

/// <summary>
/// The files that a restore puts in the place of the current ones. They are prepared in one folder, and the restore is decided when this
/// folder gets its final name: before, the class is the old one; after, every command first finishes what was begun.
/// </summary>
sealed class StagedRestore(AppPaths paths)
{
    static readonly string[] SideFiles = ["-wal", "-shm", Commits.Suffix];

    string Decided => Path.Combine(paths.Folder, "restoring");

    public string Folder => $"{Decided}.new";

    public string CloudDatabase => Path.Combine(Folder, Snapshot.CloudFolder, AppPaths.CloudDatabase);

    /// <summary>Finishes a restore that was interrupted after it had been decided. Every command calls this first.</summary>
    public static void FinishInterrupted(AppPaths paths)
    {
        var staged = new StagedRestore(paths);
        if (!Directory.Exists(staged.Decided))
            return;
        try
        {
            using var one = new SnapshotStore(paths).Lock("snapshot restore");
            staged.Finish("snapshot restore");
        }
        catch (FolderInUseException exception)
        {
            throw new CommandException($"A snapshot is being restored at the moment: {exception.Message} Try again in a moment.");
        }
    }

    /// <summary>An empty folder for the files.</summary>
    public void Begin()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        SnapshotStore.PrivateFolder(Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(CloudDatabase)!);
        Directory.CreateDirectory(Path.Combine(Folder, Snapshot.StacksFolder));
    }

    /// <summary>Adds a file; the database files get the files that belong to a closed database.</summary>
    public void Add(string from, string path)
    {
        var to = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
        Flush(to);
    }

    public void Decide()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            Flush(file);
        Directory.Move(Folder, Decided);
    }

    /// <summary>Moves every prepared file to its place. It can be interrupted and repeated.</summary>
    public void Finish(string command)
    {
        using (FolderLock.Take(paths.CloudData, $"`./classroom {command}` (process {Environment.ProcessId})"))
        {
            MoveAll(Path.Combine(Decided, Snapshot.CloudFolder), paths.CloudData);
            var stacks = Path.Combine(Decided, Snapshot.StacksFolder);
            foreach (var stack in Directory.EnumerateDirectories(stacks))
            {
                SnapshotStore.PrivateFolder(paths.StackFolder(Path.GetFileName(stack)));
                MoveAll(stack, paths.StackFolder(Path.GetFileName(stack)));
            }
        }
        Directory.Delete(Decided, recursive: true);
    }

    static void MoveAll(string from, string to)
    {
        // The database before its checksum file: while the database is still in the old folder, it is moved with all beside it.
        foreach (
            var file in Directory.EnumerateFiles(from).OrderBy(file => file.EndsWith(Commits.Suffix, StringComparison.Ordinal)).ToList()
        )
        {
            var target = Path.Combine(to, Path.GetFileName(file));
            if (file.EndsWith(".db", StringComparison.Ordinal))
                foreach (var side in SideFiles)
                    File.Delete(target + side);
            File.Move(file, target, overwrite: true);
        }
    }

    static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
