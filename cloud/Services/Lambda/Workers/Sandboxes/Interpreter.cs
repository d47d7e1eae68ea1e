using System.Diagnostics;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// A runtime that is installed on this machine: its program, and the folders outside of /usr that a sandbox must show for it. The program
/// on the PATH may be a script of a version manager, so the runtime is asked.
/// </summary>
/// <param name="Folders">Folders that appear under the same path.</param>
sealed record Interpreter(string Program, IReadOnlyList<string> Folders)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static Interpreter Python(string onPath) =>
        Ask(
            onPath,
            "-I",
            "-c",
            // A virtual environment is recognized by the path of its program, which is a link.
            "import os,sys; own = sys.prefix != sys.base_prefix; "
                + "print(sys.executable if own else os.path.realpath(sys.executable), sys.prefix, sys.base_prefix, sep='\\n')"
        );

    public static Interpreter Node(string onPath) =>
        Ask(
            onPath,
            "-p",
            "const p = require('fs').realpathSync(process.execPath); p + '\\n' + require('path').dirname(require('path').dirname(p))"
        );

    /// <summary>Of .NET's folder, only what runs programs: it may be in a home folder, with settings and keys of its user.</summary>
    public static Interpreter Dotnet(string onPath)
    {
        var program = Real(onPath);
        var root = Path.GetDirectoryName(program)!;
        return new(program, IsSystem(root) ? [] : [program, Path.Combine(root, "host"), Path.Combine(root, "shared")]);
    }

    static Interpreter Ask(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (!process.WaitForExit(Longest) || process.ExitCode != 0 || lines.Length < 2)
            throw new WorkerException($"{program} does not say where it is installed.");
        return new(lines[0], [.. lines[1..].Where(Directory.Exists).Where(folder => !IsSystem(folder)).Distinct()]);
    }

    static bool IsSystem(string folder) => folder == "/usr" || folder.StartsWith("/usr/", StringComparison.Ordinal);

    static string Real(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
