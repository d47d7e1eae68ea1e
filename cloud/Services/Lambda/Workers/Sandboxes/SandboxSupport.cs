using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// Whether this machine can run functions in sandboxes. A file named bwrap proves nothing: containers and hardened systems forbid user
/// namespaces. Therefore one sandbox is started, with all options that functions get.
/// </summary>
sealed class SandboxSupport(CloudSettings settings, SandboxFiles files, SandboxCommand command, IFunctionSockets sockets)
    : IFunctionIsolation,
        IDisposable
{
    static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(10);

    readonly LaunchThread launcher = new();
    readonly TaskCompletionSource probed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? problem;

    public bool IsMissing => problem is not null;

    public string Description =>
        problem is null
            ? $"Functions run in sandboxes (bubblewrap{(files.Filter is null ? ", without a filter for system calls" : "")}); "
                + "their network is "
                + $"{(settings.FunctionNetwork == FunctionNetwork.Cloud ? "this cloud only" : "that of this machine")}."
            : Refusal ?? $"Warning: functions run with your rights and can read and change your files, because {problem}";

    /// <summary>Why this cloud runs no functions; null if it does.</summary>
    public string? Refusal =>
        problem is null || settings.UnsafeFunctions || IPAddress.IsLoopback(settings.Address)
            ? null
            : $"This cloud does not run functions: it can be reached from other machines (--address {settings.Address}), and functions "
                + $"would run with the rights of its user, because {problem} The option --unsafe-functions allows this.";

    public async Task ProbeAsync()
    {
        try
        {
            problem = await ProblemAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or System.ComponentModel.Win32Exception or UnauthorizedAccessException)
        {
            problem = $"no sandbox could be started ({exception.Message}).";
        }
        probed.SetResult();
    }

    /// <summary>Waits until the probe has ended.</summary>
    public void Await() => probed.Task.GetAwaiter().GetResult();

    public Sandbox New(string id) => new(id, sockets, TaskFolder.Create(files.Tasks, id));

    /// <summary>Starts a sandbox.</summary>
    /// <param name="launch">Starts the process with this command, and sends these bytes to its standard input.</param>
    public void Start(SandboxPlan plan, Action<ProcessStartInfo, byte[]> launch)
    {
        var start = StartOf(plan);
        var options = command.Options(plan);
        launcher.Run(() => launch(start, options));
    }

    /// <summary>Folders of a runtime that would show what a function must not see.</summary>
    public bool Reveals(string folder) => files.Hidden.Any(hidden => $"{hidden}/".StartsWith($"{folder}/", StringComparison.Ordinal));

    public void Dispose() => launcher.Dispose();

    ProcessStartInfo StartOf(SandboxPlan plan)
    {
        var start = new ProcessStartInfo("/bin/sh", command.Arguments(plan)) { WorkingDirectory = "/" };
        start.Environment.Clear();
        if (files.Filter is { } filter)
            start.Environment["FILTER"] = filter;
        return start;
    }

    async Task<string?> ProblemAsync()
    {
        if (!OperatingSystem.IsLinux())
            return "sandboxes exist on Linux only.";
        if (Bootstrap.Find("bwrap") is not { } bubblewrap)
            return "bubblewrap is not installed (on Debian and Ubuntu: sudo apt install bubblewrap).";
        if (!File.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/self/task/{Environment.ProcessId}/children")))
            return "the kernel does not list the children of processes (CONFIG_PROC_CHILDREN), so their memory could not be limited.";
        files.Write(bubblewrap);
        using var sandbox = New("the-sandbox-of-the-probe");
        var empty = sandbox.Code.Path;
        // It must really be separate: a process of the cloud that the sandbox can see would not be.
        string[] test = ["/bin/sh", "-c", $"test ! -e \"$1\" && test ! -e /proc/{Environment.ProcessId}/root", "sh", settings.DataFolder];
        var plan = new SandboxPlan(test, empty, empty, sandbox.Socket, [], new Dictionary<string, string>(), 1);
        using var process = new Process();
        Start(plan, (start, options) => Launch(process, start, options));
        using var longest = new CancellationTokenSource(LongestProbe);
        try
        {
            var words = await process.StandardError.ReadToEndAsync(longest.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(longest.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? null : $"bubblewrap cannot start a sandbox here ({words.Trim().ReplaceLineEndings(" ")}).";
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            return "bubblewrap did not start a sandbox within ten seconds.";
        }
    }

    static void Launch(Process process, ProcessStartInfo start, byte[] options)
    {
        (start.RedirectStandardInput, start.RedirectStandardError) = (true, true);
        start.StandardErrorEncoding = Encoding.UTF8;
        process.StartInfo = start;
        process.Start();
        process.StandardInput.BaseStream.Write(options);
        process.StandardInput.Close();
    }
}
