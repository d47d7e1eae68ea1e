using System.Reflection;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>
/// The commands that start the runtimes. Each runtime is started with a small program of this project that speaks the Runtime API.
/// </summary>
static class Bootstrap
{
    /// <summary>The program that runs functions of .NET.</summary>
    public const string Worker = "Classroom.Worker.dll";

    public static string WorkerFolder { get; } = Path.Combine(AppContext.BaseDirectory, "worker");

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

    /// <summary>The command of a worker without a sandbox.</summary>
    public static IReadOnlyList<string> CommandOf(Language language, string folder) =>
        language switch
        {
            Language.Python => [Program(language, "python3"), "-u", Path.Combine(folder, "bootstrap.py")],
            Language.Node => [Program(language, "node"), Path.Combine(folder, "bootstrap.mjs")],
            _ => Dotnet(),
        };

    public static Language LanguageOf(FunctionVersion function) =>
        function.Runtime switch
        {
            ['d', 'o', 't', 'n', 'e', 't', ..] => Language.Dotnet,
            ['p', 'y', 't', 'h', 'o', 'n', ..] => Language.Python,
            ['n', 'o', 'd', 'e', 'j', 's', ..] => Language.Node,
            _ => throw new WorkerException(
                $"The embedded cloud does not support the runtime {function.Runtime}; it supports dotnet, python3.x and nodejs."
            ),
        };

    static string Program(Language language, string command) =>
        Find(command) ?? throw new WorkerException($"{command} is not installed on this machine, so functions in {language} cannot run.");

    /// <summary>The program dotnet: the same that runs the cloud, or the one on the PATH.</summary>
    public static string DotnetProgram() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet"
            ? own
            : Find("dotnet") ?? throw new WorkerException("dotnet is not on the PATH");

    public static IReadOnlyList<string> Dotnet()
    {
        var worker = Path.Combine(WorkerFolder, Worker);
        return File.Exists(worker)
            ? [DotnetProgram(), worker]
            : throw new WorkerException($"{worker} is missing; build the solution again.");
    }

    public static string? Find(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder =>
                OperatingSystem.IsWindows() ? [Path.Combine(folder, $"{command}.exe")] : new[] { Path.Combine(folder, command) }
            )
            .FirstOrDefault(File.Exists);
}

/// <summary>The languages whose runtimes the cloud can start.</summary>
enum Language
{
    Dotnet,
    Python,
    Node,
}
