using System.Globalization;
using System.Text;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// The command line of bubblewrap for a sandbox. Its options are sent through its standard input: they contain the function's credentials,
/// and other users of the machine can read the arguments of a process.
/// </summary>
sealed class SandboxCommand(CloudSettings settings, SandboxFiles files)
{
    /// <summary>AWS's limits for the execution environment of a function.</summary>
    public const int MostProcesses = 1024;

    const int MostFiles = 1024;

    const string Socket = "/run/classroom/cloud.sock";

    // The user of AWS's execution environments.
    const string User = "993",
        Group = "990";

    const int Megabyte = 1024 * 1024;

    static readonly string[] SystemFolders = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];

    /// <summary>Files of /etc that programs need and that contain nothing about this machine's users.</summary>
    static readonly string[] SystemFiles =
    [
        "ld.so.cache",
        "ld.so.conf",
        "ld.so.conf.d",
        "alternatives",
        "ssl/certs",
        "ssl/openssl.cnf",
        "pki/tls",
        "pki/ca-trust",
        "ca-certificates",
        "mime.types",
        "localtime",
        "nsswitch.conf",
    ];

    /// <summary>
    /// The shell opens the filter, because .NET can only pass the standard streams to a child process.
    /// </summary>
    public IReadOnlyList<string> Arguments(SandboxPlan plan)
    {
        List<string> command = ["-c", """exec "$0" --args 0 --seccomp 9 "$@" 9<"$FILTER" """.TrimEnd()];
        if (files.Filter is null)
            command[1] = """exec "$0" --args 0 "$@" """.TrimEnd();
        command.Add(files.Bubblewrap);
        command.AddRange(["/bin/sh", "-c", Limits() + " exec \"$0\" \"$@\""]);
        command.AddRange(plan.Command);
        return command;
    }

    public byte[] Options(SandboxPlan plan)
    {
        var options = new List<string>();
        options.AddRange(Namespaces());
        options.AddRange(["--die-with-parent", "--cap-drop", "ALL", "--clearenv"]);
        // A session of its own takes the terminal away from a function. It also makes the function a group of its own for the scheduler,
        // which doubles the time of warm calls on a busy machine; the filter and the missing /dev/tty protect the terminal as well.
        if (files.Filter is null)
            options.Add("--new-session");
        options.AddRange(System());
        options.AddRange(["--proc", "/proc", "--dev", "/dev", "--dev-bind", "/dev/null", "/dev/tty", "--remount-ro", "/dev"]);
        options.AddRange(["--size", Number((long)plan.Storage * Megabyte), "--tmpfs", "/tmp"]);
        foreach (var folder in plan.Programs)
            options.AddRange(["--ro-bind", folder, folder]);
        options.AddRange(["--ro-bind", plan.Code, TaskFolder.Inside, "--ro-bind", plan.Runtime, SandboxFiles.RuntimeInside]);
        options.AddRange(["--ro-bind", plan.Socket, Socket]);
        // Without this, the root folder would be a second place to write to, without a limit of its size.
        options.AddRange(["--remount-ro", "/", "--chdir", TaskFolder.Inside]);
        foreach (var (name, value) in plan.Variables)
            options.AddRange(["--setenv", Variable(name), value]);
        options.AddRange(["--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin"]);
        options.AddRange(["--setenv", "HOME", "/tmp"]);
        options.AddRange(["--setenv", "CLASSROOM_RUNTIME_SOCKET", Socket]);
        if (settings.FunctionNetwork == FunctionNetwork.Cloud)
            options.AddRange(["--setenv", "CLASSROOM_FORWARD_PORT", Number(new Uri(settings.LocalEndpoint).Port)]);
        // Options end with a zero character. A variable with one could add options, for example one that shows a folder of the machine.
        if (options.FirstOrDefault(option => option.Contains('\0', StringComparison.Ordinal)) is { } divided)
            throw new WorkerException($"A variable of the function contains a zero character: {divided.Replace('\0', ' ')}");
        return Encoding.UTF8.GetBytes(string.Concat(options.Select(option => option + '\0')));
    }

    static string Variable(string name) =>
        name.Length > 0 && !name.Contains('=', StringComparison.Ordinal)
            ? name
            : throw new WorkerException($"The function has a variable with the name '{name}', which is not possible.");

    IEnumerable<string> Namespaces()
    {
        IEnumerable<string> shared =
        [
            "--unshare-user",
            "--unshare-pid",
            "--unshare-ipc",
            "--unshare-uts",
            "--unshare-cgroup-try",
            "--uid",
            User,
            "--gid",
            Group,
            "--hostname",
            "localhost",
        ];
        return settings.FunctionNetwork == FunctionNetwork.Cloud ? ["--unshare-net", .. shared] : shared;
    }

    IEnumerable<string> System()
    {
        yield return "--ro-bind";
        yield return "/usr";
        yield return "/usr";
        foreach (var name in SystemFolders.Where(name => Directory.Exists($"/{name}")))
        {
            var target = new DirectoryInfo($"/{name}").LinkTarget;
            yield return target is null ? "--ro-bind" : "--symlink";
            yield return target ?? $"/{name}";
            yield return $"/{name}";
        }
        var network = settings.FunctionNetwork == FunctionNetwork.Cloud ? [] : (string[])["resolv.conf", "hosts", "services"];
        foreach (
            var path in SystemFiles
                .Concat(network)
                .Select(name => $"/etc/{name}")
                .Where(path => File.Exists(path) || Directory.Exists(path))
        )
        {
            yield return "--ro-bind";
            yield return path;
            yield return path;
        }
        var own = settings.FunctionNetwork == FunctionNetwork.Cloud ? (string[])["passwd", "group", "hosts"] : ["passwd", "group"];
        foreach (var name in own)
        {
            yield return "--ro-bind";
            yield return files.Etc(name);
            yield return $"/etc/{name}";
        }
        foreach (var folder in files.Hidden.Where(folder => folder.StartsWith("/usr/", StringComparison.Ordinal)))
        {
            yield return "--tmpfs";
            yield return folder;
            yield return "--remount-ro";
            yield return folder;
        }
    }

    /// <summary>
    /// Set inside, where the kernel counts the processes of this sandbox only. It does so since Linux 5.14; before, it counts all processes
    /// of the user, and a limit would hit the user. Shells disagree about the letter of the option.
    /// </summary>
    static string Limits()
    {
        var limits = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"ulimit -c 0; ulimit -n {MostFiles}; "));
        if (Environment.OSVersion.Version >= new Version(5, 14))
            limits.Append(CultureInfo.InvariantCulture, $"ulimit -u {MostProcesses} 2>/dev/null || ulimit -p {MostProcesses}; ");
        return limits.ToString();
    }

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
