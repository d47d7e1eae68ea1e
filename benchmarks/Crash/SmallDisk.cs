using System.Diagnostics;

namespace Classroom.Benchmarks.Crash;

/// <summary>A small file system in memory, and a file on it whose removal frees space.</summary>
sealed class SmallDisk : IDisposable
{
    const int Ballast = 24 * 1024 * 1024;

    SmallDisk(string folder)
    {
        Folder = folder;
        File.WriteAllBytes(BallastFile, new byte[Ballast]);
    }

    public string Folder { get; }

    public long Free => new DriveInfo(Folder).AvailableFreeSpace;

    string BallastFile => Path.Combine(Folder, "ballast");

    /// <summary>Returns null and the reason if this process may not mount file systems.</summary>
    public static (SmallDisk? Disk, string Why) TryMount(string size)
    {
        if (!OperatingSystem.IsLinux())
            return (null, "only Linux has tmpfs");
        if (Environment.UserName != "root")
            return (null, "only root may mount a tmpfs");
        var folder = Directory.CreateTempSubdirectory("classroom-small-disk-").FullName;
        var problem = Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
        if (problem is null)
            return (new(folder), "");
        Directory.Delete(folder);
        return (null, $"the mount of a tmpfs failed: {problem}");
    }

    public void MakeSpace() => File.Delete(BallastFile);

    public void Dispose()
    {
        // A process that is still ending may hold the folder for a moment.
        if (Run("umount", "--lazy", Folder) is null)
            Directory.Delete(Folder);
    }

    /// <summary>Runs a program; returns null if it succeeded, otherwise its output.</summary>
    static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : errors.Trim();
    }
}
