using System.Collections.Concurrent;
using System.Diagnostics;
using Classroom.Cloud.Lambda.Workers.Sandboxes;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>A worker to start. It receives its function after its start, through the Runtime API.</summary>
/// <param name="Variables">Variables that a runtime reads when it starts.</param>
/// <param name="Storage">The size of /tmp in megabytes, in a sandbox.</param>
sealed record WorkerPlan(Language Language, IReadOnlyDictionary<string, string> Variables, int Storage);

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
    readonly ConcurrentDictionary<Language, Interpreter> interpreters = new();

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
        var command = Bootstrap.CommandOf(plan.Language, bootstraps);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = AppContext.BaseDirectory };
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
        var (command, folders, runtime) = CommandInside(plan.Language);
        if (folders.FirstOrDefault(sandboxes.Reveals) is { } folder)
            throw new WorkerException($"{command[0]} is installed in {folder}, which contains folders that functions must not see.");
        var sandbox = sandboxes.New(worker.Id);
        try
        {
            sandboxes.Start(
                new(command, sandbox.Code.Path, runtime, sandbox.Socket, folders, variables, plan.Storage),
                (start, options) => worker.StartInSandbox(start, options, sandbox)
            );
        }
        catch
        {
            sandbox.Dispose();
            throw;
        }
    }

    (IReadOnlyList<string> Command, IReadOnlyList<string> Folders, string Runtime) CommandInside(Language language)
    {
        const string Inside = SandboxFiles.RuntimeInside;
        var interpreter = interpreters.GetOrAdd(language, Locate);
        return language switch
        {
            Language.Python => ([interpreter.Program, "-u", $"{Inside}/bootstrap.py"], interpreter.Folders, bootstraps),
            Language.Node => ([interpreter.Program, $"{Inside}/bootstrap.mjs"], interpreter.Folders, bootstraps),
            _ => ([interpreter.Program, $"{Inside}/{Bootstrap.Worker}"], interpreter.Folders, Bootstrap.WorkerFolder),
        };
    }

    Interpreter Locate(Language language)
    {
        var program = Bootstrap.CommandOf(language, bootstraps)[0];
        return language switch
        {
            Language.Python => Interpreter.Python(program),
            Language.Node => Interpreter.Node(program),
            _ => Interpreter.Dotnet(program),
        };
    }
}
