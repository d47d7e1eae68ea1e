using System.Reflection;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>
/// The commands that start the runtimes. Each runtime is started with a small program of this project that speaks the Runtime API.
/// </summary>
static class Bootstrap
{
    public static void WriteAll(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in (string[])["bootstrap.py", "bootstrap.mjs"])
        {
            using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream($"bootstraps/{name}")!;
            using var target = File.Create(Path.Combine(folder, name));
            source.CopyTo(target);
        }
    }

    public static IReadOnlyList<string> CommandOf(FunctionVersion function, string folder) =>
        function.Runtime switch
        {
            ['p', 'y', 't', 'h', 'o', 'n', ..] =>
            [
                Find("python3") ?? throw Missing(function, "python3"),
                "-u",
                Path.Combine(folder, "bootstrap.py"),
            ],
            ['n', 'o', 'd', 'e', 'j', 's', ..] => [Find("node") ?? throw Missing(function, "node"), Path.Combine(folder, "bootstrap.mjs")],
            _ => throw new WorkerException(
                $"The embedded cloud does not support the runtime {function.Runtime}; it supports dotnet, python3.x and nodejs."
            ),
        };

    public static IReadOnlyList<string> Dotnet()
    {
        var worker = Path.Combine(AppContext.BaseDirectory, "worker", "Classroom.Worker.dll");
        if (!File.Exists(worker))
            throw new WorkerException($"{worker} is missing; build the solution again.");
        return
        [
            Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet"
                ? own
                : Find("dotnet") ?? throw new WorkerException("dotnet is not on the PATH"),
            worker,
        ];
    }

    static string? Find(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder =>
                OperatingSystem.IsWindows() ? [Path.Combine(folder, $"{command}.exe")] : new[] { Path.Combine(folder, command) }
            )
            .FirstOrDefault(File.Exists);

    static WorkerException Missing(FunctionVersion function, string command) =>
        new($"{function.Name} has the runtime {function.Runtime}, and {command} is not installed on this machine.");
}
