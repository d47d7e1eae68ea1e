using System.IO.Compression;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Snapshots;

/// <summary>A snapshot as one file, for another machine.</summary>
static class SnapshotArchive
{
    public static void Export(string folder, Snapshot snapshot, string path)
    {
        if (Directory.Exists(path))
            throw new CommandException($"{path} is a folder; name a file, such as {Path.Combine(path, "class.snapshot")}.");
        var unfinished = $"{path}.new";
        try
        {
            File.Delete(unfinished);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(unfinished, options))
            using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
            {
                // The manifest comes first, so that a reader sees at once what the file is.
                foreach (var content in snapshot.Files.Select(file => file.Path).Prepend(Snapshot.Manifest))
                    archive.CreateEntryFromFile(Path.Combine(folder, content), content, CompressionLevel.Fastest);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The file {path} cannot be written: {exception.Message}");
        }
    }

    /// <summary>Reads the manifest, and writes the files that it lists into a folder. Their checksums are not compared here.</summary>
    /// <param name="begin">Makes the folder for the snapshot.</param>
    public static (Snapshot Snapshot, string Folder) Import(string path, Func<Snapshot, string> begin)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file '{path}'. `./classroom snapshot export` writes such a file.");
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var manifest = archive.GetEntry(Snapshot.Manifest) ?? throw Foreign(path);
            using var reader = new StreamReader(manifest.Open());
            var snapshot = SnapshotStore.Parse(reader.ReadToEnd(), path);
            var folder = begin(snapshot);
            foreach (var file in snapshot.Files)
                Extract(archive, file, folder, path);
            return (snapshot, folder);
        }
        catch (InvalidDataException exception)
        {
            throw new CommandException(
                $"{path} is damaged, or is not a snapshot of a class ({exception.Message.TrimEnd('.')}). Nothing was changed.",
                ExitCode.Failed
            );
        }
    }

    static void Extract(ZipArchive archive, SnapshotFile file, string folder, string path)
    {
        var entry = archive.GetEntry(file.Path);
        if (entry is null || entry.Length != file.Size)
            throw new CommandException($"{path} is damaged: its file {file.Path} is not complete. Nothing was changed.", ExitCode.Failed);
        var target = Path.Combine(folder, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        entry.ExtractToFile(target);
        if (!OperatingSystem.IsWindows() && file.Mode != 0)
            // Without setuid and the like.
            File.SetUnixFileMode(target, (UnixFileMode)file.Mode & (UnixFileMode)0b111_111_111);
    }

    static CommandException Foreign(string path) =>
        new($"{path} is not a snapshot of a class: it has no {Snapshot.Manifest}. Nothing was changed.");
}
