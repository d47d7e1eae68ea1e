using System.Diagnostics;

namespace Classroom.Benchmarks.Crash;

/// <summary>A folder to which no user can write, not even root.</summary>
static class ReadOnlyFolder
{
    static readonly HashSet<string> Mounted = [];

    public static void Protect(string folder)
    {
        if (Environment.UserName == "root")
        {
            // Root ignores file permissions, but not a read-only mount.
            Run("mount", "--bind", folder, folder);
            Run("mount", "-o", "remount,ro,bind", folder);
            Mounted.Add(folder);
        }
        else
        {
            Run("chmod", "-R", "a-w", folder);
        }
    }

    public static void Release(string folder)
    {
        if (Mounted.Remove(folder))
            Run("umount", folder);
        else if (Directory.Exists(folder))
            Run("chmod", "-R", "u+w", folder);
    }

    static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }
}
