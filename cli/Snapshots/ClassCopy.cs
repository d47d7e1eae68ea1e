using Classroom.Cli.Runtime;
using Classroom.Storage;

namespace Classroom.Cli.Snapshots;

/// <summary>
/// Copies the data of the cloud and the states of the stacks, while the cloud runs. The copy of the database has the state between two
/// commits, and its running executions can be resumed like those of a cloud that was killed at this moment.
/// </summary>
static class ClassCopy
{
    /// <summary>Files that never change: contents of S3 objects, and the code of functions.</summary>
    static readonly string[] Contents = [Objects, Code];

    const string Objects = "objects";

    /// <summary>A folder for each package of functions, named after its content; a folder that exists is complete.</summary>
    const string Code = "code";

    /// <summary>The secrets of all access keys are derived from this file.</summary>
    public const string MasterKey = "master-key";

    public const string State = "state.db";

    public const string StateKey = "secrets.key";

    const int MostAttempts = 50;

    const string Unfinished = ".new";

    public static void Write(AppPaths paths, IEnumerable<string> stacks, string target)
    {
        var cloud = Path.Combine(target, Snapshot.CloudFolder);
        Directory.CreateDirectory(cloud);
        CopyCloud(paths, cloud);
        CopyIfThere(Path.Combine(paths.CloudData, MasterKey), Path.Combine(cloud, MasterKey));
        foreach (var stack in stacks)
        {
            var folder = Path.Combine(target, Snapshot.StacksFolder, stack);
            Directory.CreateDirectory(folder);
            DatabaseCopy.Write(Path.Combine(paths.StackFolder(stack), State), Path.Combine(folder, State));
            CopyIfThere(Path.Combine(paths.StackFolder(stack), StateKey), Path.Combine(folder, StateKey));
        }
    }

    /// <summary>
    /// Rows of the database name files beside it, which a request may write or delete meanwhile. A copy during which no file came or went
    /// has all files that its rows name.
    /// </summary>
    static void CopyCloud(AppPaths paths, string target)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var before = Stamp(paths);
            try
            {
                CopyContents(paths.CloudData, target);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // The file was deleted after it was listed.
                continue;
            }
            DatabaseCopy.Write(Path.Combine(paths.CloudData, AppPaths.CloudDatabase), Path.Combine(target, AppPaths.CloudDatabase));
            if (Stamp(paths).SetEquals(before))
                return;
        }
        throw new CommandException(
            "The class uploads and deletes files all the time, so its files and its data could not be saved for one moment. Try again, or "
                + "freeze the students first: `./classroom freeze`.",
            ExitCode.Failed
        );
    }

    /// <summary>A folder has a new time when a file in it comes or goes.</summary>
    static HashSet<(string, DateTime)> Stamp(AppPaths paths) =>
        [
            .. Contents
                .Select(content => Path.Combine(paths.CloudData, content))
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Prepend(folder))
                .Select(folder => (folder, Directory.GetLastWriteTimeUtc(folder))),
        ];

    /// <summary>Whether a path of a snapshot is a content, which is copied apart from the databases.</summary>
    public static bool IsContent(string path) =>
        Contents.Any(content => path.StartsWith($"{Snapshot.CloudFolder}/{content}/", StringComparison.Ordinal));

    /// <summary>Copies the contents that are not there yet. Contents of the same name are the same.</summary>
    public static void CopyContents(string from, string to)
    {
        CopyFolder(Path.Combine(from, Objects), Path.Combine(to, Objects));
        var (packages, copies) = (Path.Combine(from, Code), Path.Combine(to, Code));
        if (!Directory.Exists(packages))
            return;
        CopyFiles(packages, copies);
        foreach (var package in Directory.EnumerateDirectories(packages))
        {
            var copy = Path.Combine(copies, Path.GetFileName(package));
            // A name with a dot belongs to a package that is being unpacked.
            if (Directory.Exists(copy) || Path.GetFileName(package).Contains('.', StringComparison.Ordinal))
                continue;
            if (Directory.Exists($"{copy}{Unfinished}"))
                Directory.Delete($"{copy}{Unfinished}", recursive: true);
            CopyFolder(package, $"{copy}{Unfinished}");
            Directory.Move($"{copy}{Unfinished}", copy);
        }
    }

    static void CopyFolder(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        CopyFiles(from, to);
        foreach (var folder in Directory.EnumerateDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            if (File.Exists(copy))
                continue;
            // Under another name first: a killed copy must not look like a complete file.
            File.Copy(file, $"{copy}{Unfinished}", overwrite: true);
            File.Move($"{copy}{Unfinished}", copy);
        }
    }

    static void CopyIfThere(string from, string to)
    {
        if (File.Exists(from))
            File.Copy(from, to, overwrite: true);
    }
}
