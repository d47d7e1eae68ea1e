using System.Collections.Concurrent;
using System.Diagnostics;
using Classroom.Cloud.Lambda.Workers.Sandboxes;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>What a worker runs.</summary>
/// <param name="Function">Null for a spare worker of .NET, which gets its function later.</param>
/// <param name="Code">The folder of the code; null for a spare worker.</param>
sealed record WorkerPlan(FunctionVersion? Function, string? Code, IReadOnlyDictionary<string, string> Variables, int Storage);

/// <summary>Starts worker processes: in sandboxes where this machine can, else with the rights of the cloud's user.</summary>
sealed class WorkerLauncher(CloudSettings settings, SandboxSupport sandboxes)
{
    /// <summary>Variables of the machine that a worker without a sandbox needs.</summary>
    static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR", "TEMP", "SystemRoot"];

    static readonly Dictionary<string, string> OfEveryWorker = new()
    {
        ["LANG"] = "en_US.UTF-8",
        ["TZ"] = ":UTC",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_QuickJitForLoops"] = "1",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        // No socket for debuggers in /tmp.
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    readonly string bootstraps = Path.Combine(settings.DataFolder, "runtimes");
    readonly ConcurrentDictionary<string, Interpreter> interpreters = new();

    public void Prepare() => Bootstrap.WriteAll(bootstraps);

    /// <summary>The path of a function's code, as the function sees it.</summary>
    public string CodeAsSeen(string code) => sandboxes.IsMissing ? code : TaskFolder.Inside;

    /// <summary>The address of the cloud, as functions see it.</summary>
    public string Endpoint =>
        sandboxes.IsMissing || settings.FunctionNetwork == FunctionNetwork.Machine
            ? settings.LocalEndpoint
            : $"http://127.0.0.1:{new Uri(settings.LocalEndpoint).Port}";

    /// <summary>Starts the process of a worker.</summary>
    public void Launch(WorkerPlan plan, WorkerProcess worker)
    {
        sandboxes.Await();
        if (sandboxes.Refusal is { } refusal)
            throw new WorkerException(refusal);
        var variables = new Dictionary<string, string>(OfEveryWorker)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = $"{new Uri(Endpoint).Authority}{RuntimeApi.Prefix}{worker.Id}",
        };
        foreach (var (name, value) in plan.Variables)
            variables[name] = value;
        try
        {
            if (sandboxes.IsMissing)
                LaunchPlain(plan, variables, worker);
            else
                LaunchInSandbox(plan, variables, worker);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            throw new WorkerException($"The process of a function cannot be started on this machine: {exception.Message}");
        }
    }

    void LaunchPlain(WorkerPlan plan, Dictionary<string, string> variables, WorkerProcess worker)
    {
        var command = plan.Function is { } function ? Bootstrap.CommandOf(function, bootstraps) : Bootstrap.Dotnet();
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = plan.Code ?? AppContext.BaseDirectory };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        worker.Start(start);
    }

    void LaunchInSandbox(WorkerPlan plan, Dictionary<string, string> variables, WorkerProcess worker)
    {
        var (command, folders, runtime) = CommandInside(plan.Function);
        if (folders.FirstOrDefault(sandboxes.Reveals) is { } folder)
            throw new WorkerException($"{command[0]} is installed in {folder}, which contains folders that functions must not see.");
        var sandbox = sandboxes.New(worker.Id, isEmpty: plan.Code is null);
        try
        {
            sandboxes.Start(
                new(
                    command,
                    plan.Code ?? sandbox.LateCode!.Path,
                    runtime,
                    sandbox.Socket,
                    folders,
                    variables,
                    plan.Storage,
                    plan.Function?.MemorySize
                ),
                (start, options) => worker.StartInSandbox(start, options, sandbox)
            );
        }
        catch
        {
            sandbox.Dispose();
            throw;
        }
    }

    (IReadOnlyList<string> Command, IReadOnlyList<string> Folders, string Runtime) CommandInside(FunctionVersion? function)
    {
        const string Inside = SandboxFiles.RuntimeInside;
        switch (function is null ? Language.Dotnet : Bootstrap.LanguageOf(function))
        {
            case Language.Python:
                var python = Installed("python3", () => Interpreter.Python(Bootstrap.Program(function!, "python3")));
                return ([python.Program, "-u", $"{Inside}/bootstrap.py"], python.Folders, bootstraps);
            case Language.Node:
                var node = Installed("node", () => Interpreter.Node(Bootstrap.Program(function!, "node")));
                return ([node.Program, $"{Inside}/bootstrap.mjs"], node.Folders, bootstraps);
            default:
                var dotnet = Installed("dotnet", () => Interpreter.Dotnet(Bootstrap.Dotnet()[0]));
                return ([dotnet.Program, $"{Inside}/{Bootstrap.Worker}"], dotnet.Folders, Bootstrap.WorkerFolder);
        }
    }

    Interpreter Installed(string name, Func<Interpreter> find) => interpreters.GetOrAdd(name, _ => find());
}
