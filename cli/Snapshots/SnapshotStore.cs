using System.Security.Cryptography;
using System.Text.Json;
using Classroom.Cli.Runtime;
using Classroom.Storage;

namespace Classroom.Cli.Snapshots;

/// <summary>The snapshots of this machine, a folder for each. A snapshot is complete or absent.</summary>
sealed class SnapshotStore(AppPaths paths)
{
    const string Unfinished = ".new";

    public string Folder => Path.Combine(paths.Folder, "snapshots");

    public string FolderOf(string name) => Path.Combine(Folder, Checked(name));

    public bool Has(string name) => Directory.Exists(FolderOf(name));

    /// <summary>Only one command at a time may write snapshots or restore one.</summary>
    public FolderLock Lock(string command) => FolderLock.Take(Folder, $"`./classroom {command}` (process {Environment.ProcessId})");

    public IReadOnlyList<Snapshot> All() =>
        Directory.Exists(Folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(Folder)
                    .Where(folder =>
                        File.Exists(Path.Combine(folder, Snapshot.Manifest)) && !folder.EndsWith(Unfinished, StringComparison.Ordinal)
                    )
                    .Select(Read)
                    .OrderBy(snapshot => snapshot.Created),
            ]
            : [];

    public Snapshot Find(string name)
    {
        CheckThere(name);
        return Read(FolderOf(name));
    }

    public void CheckThere(string name)
    {
        if (!Has(name))
            throw new CommandException(
                $"There is no snapshot '{name}'. "
                    + (
                        All() is { Count: > 0 } known
                            ? $"There are {string.Join(", ", known.Select(snapshot => snapshot.Name))}."
                            : $"`./classroom snapshot save {name}` saves the class as it is now."
                    )
            );
    }

    /// <summary>Deletes a snapshot, also one that is damaged or that another version has written.</summary>
    public void Remove(string name)
    {
        // A folder that is not deleted completely is not taken for a snapshot.
        var gone = FolderOf(name) + Unfinished;
        if (Directory.Exists(gone))
            Directory.Delete(gone, recursive: true);
        Directory.Move(FolderOf(name), gone);
        Directory.Delete(gone, recursive: true);
    }

    /// <summary>Refuses a snapshot whose files are not those that were saved.</summary>
    public static void Check(string folder, Snapshot snapshot)
    {
        foreach (var file in snapshot.Files)
        {
            var path = Path.Combine(folder, file.Path);
            if (!File.Exists(path))
                throw Damaged(snapshot, $"its file {file.Path} is missing");
            using var content = File.OpenRead(path);
            if (content.Length != file.Size || Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
                throw Damaged(snapshot, $"its file {file.Path} does not match its checksum");
        }
    }

    /// <summary>Makes a folder that becomes the snapshot of this name when it is kept.</summary>
    public string Begin(string name)
    {
        if (Has(name))
            throw new CommandException(
                $"There is already a snapshot '{name}'. Choose another name, or `./classroom snapshot remove {name}` first. "
                    + "Nothing was changed."
            );
        var folder = FolderOf(name) + Unfinished;
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        PrivateFolder(folder);
        return folder;
    }

    /// <summary>Writes the manifest of a folder of <see cref="Begin"/>, and gives the folder its name.</summary>
    public Snapshot Keep(string folder, Snapshot snapshot)
    {
        var described = snapshot with { Files = [.. Describe(folder)] };
        File.WriteAllText(Path.Combine(folder, Snapshot.Manifest), JsonSerializer.Serialize(described, SnapshotJson.Default.Snapshot));
        Directory.Move(folder, FolderOf(snapshot.Name));
        return described;
    }

    public static Snapshot Parse(string json, string place)
    {
        Snapshot? snapshot;
        try
        {
            snapshot = JsonSerializer.Deserialize(json, SnapshotJson.Default.Snapshot);
        }
        catch (JsonException)
        {
            snapshot = null;
        }
        if (
            snapshot is not { Name.Length: > 0, Files: not null, Stacks: not null, Students: not null }
            || !snapshot.Files.All(file => IsInside(file.Path))
        )
            throw new CommandException($"{place} is not a snapshot of a class. Nothing was changed.");
        return snapshot.Format == Snapshot.CurrentFormat
            ? snapshot
            : throw new CommandException(
                $"{place} was written by another version of Classroom (format {snapshot.Format}; this version reads format "
                    + $"{Snapshot.CurrentFormat}). Update Classroom on the older machine. Nothing was changed."
            );
    }

    /// <summary>Whether a path of a manifest stays within the snapshot.</summary>
    static bool IsInside(string path) =>
        path.Split('/') is [Snapshot.CloudFolder or Snapshot.StacksFolder, _, ..] parts
        && parts.All(part => part.Length > 0 && part is not ("." or "..") && part.IndexOfAny(['\\', ':', '\0']) < 0);

    public static void PrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static Snapshot Read(string folder)
    {
        var manifest = Path.Combine(folder, Snapshot.Manifest);
        return File.Exists(manifest)
            ? Parse(File.ReadAllText(manifest), folder)
            : throw new CommandException($"{folder} is not a snapshot: it has no {Snapshot.Manifest}.");
    }

    static IEnumerable<SnapshotFile> Describe(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var content = File.OpenRead(path);
            yield return new(
                Path.GetRelativePath(folder, path).Replace('\\', '/'),
                content.Length,
                Convert.ToHexStringLower(SHA256.HashData(content)),
                OperatingSystem.IsWindows() ? 0 : (int)File.GetUnixFileMode(path)
            );
        }
    }

    static CommandException Damaged(Snapshot snapshot, string how) =>
        new($"The snapshot '{snapshot.Name}' is damaged: {how}. Nothing was changed.", ExitCode.Failed);

    /// <summary>A name becomes the name of a folder.</summary>
    static string Checked(string name) =>
        name.Length is > 0 and <= 64
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
        && !name.EndsWith(Unfinished, StringComparison.Ordinal)
            ? name
            : throw new CommandException(
                $"'{name}' is not a valid name of a snapshot; allowed are up to 64 letters, digits, '-', '_' and '.', and the first is a "
                    + "letter or a digit."
            );
}
