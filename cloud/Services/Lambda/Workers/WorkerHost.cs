using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>
/// Starts and ends workers. All workers together stay within a memory budget: when it is used up, the worker that has been idle longest is
/// ended. One spare worker of each language in use waits without a function, which shortens cold starts.
/// </summary>
sealed class WorkerHost : IBackgroundWork, IStoppable
{
    /// <summary>The memory that a runtime needs in addition to the function's own memory.</summary>
    public const int OwnMegabytes = 96;

    const int MegabytesOfOne = 48;

    /// <summary>Lambda's default size of /tmp in megabytes.</summary>
    const int StandardStorage = 512;

    /// <summary>How the names of variables begin that a runtime or the dynamic linker reads when it starts.</summary>
    static readonly string[] ReadAtStart = ["PYTHON", "NODE_", "DOTNET_", "LD_"];

    static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<string, WorkerProcess> workers = new();
    readonly ConcurrentDictionary<string, WorkerProcess> byAccessKey = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, FunctionPool> pools = new();
    readonly ConcurrentDictionary<FunctionPool, bool> draining = new();
    readonly CloudSettings settings;
    readonly FunctionStore functions;
    readonly IRoles roles;
    readonly InvocationLog log;
    readonly BackgroundTasks background;
    readonly WorkerLauncher launcher;
    readonly ProcessorShares shares = new();
    readonly OutputRates output;
    readonly TimeProvider clock;
    readonly Lock spareGate = new();
    readonly Dictionary<Language, WorkerProcess> spares = [];
    ITimer? watch;
    volatile bool isStopped;

    public WorkerHost(
        CloudSettings settings,
        FunctionStore functions,
        IRoles roles,
        InvocationLog log,
        BackgroundTasks background,
        WorkerLauncher launcher,
        TimeProvider clock
    )
    {
        (this.settings, this.functions, this.roles, this.log, this.background, this.launcher, this.clock) = (
            settings,
            functions,
            roles,
            log,
            background,
            launcher,
            clock
        );
        output = new(clock);
    }

    int Most => Math.Max(4, settings.WorkerMemory / MegabytesOfOne);

    /// <summary>The greatest number of workers of one student: fewer while they use more than a share of the processors.</summary>
    int MostOf(Owner owner) => shares.IsSlowed(owner) ? Math.Max(1, Environment.ProcessorCount / 4) : Math.Max(2, Most / 4);

    string IStoppable.What => "invocations";

    public Task<int> StopAsync(Owner owner) =>
        Task.FromResult(pools.Values.Concat(draining.Keys).Where(pool => pool.Owner == owner).Sum(pool => pool.Stop()));

    /// <summary>The trace header of the invocation that the worker with this access key is working on; null if there is none.</summary>
    public string? TraceOf(string accessKeyId) => byAccessKey.GetValueOrDefault(accessKeyId)?.Current?.TraceHeader;

    public void Start()
    {
        launcher.Prepare();
        watch = background.Every(TimeSpan.FromMilliseconds(100), "watch over workers", Watch);
    }

    public Task StopAsync()
    {
        isStopped = true;
        watch?.Dispose();
        foreach (var worker in workers.Values)
            worker.Kill();
        return Task.CompletedTask;
    }

    public FunctionPool PoolOf(FunctionVersion function) =>
        pools.GetOrAdd(
            $"{function.Name}:{function.Version}:{function.RevisionId}",
            _ =>
            {
                // From now on only the newest revision is invoked.
                foreach (var (key, old) in pools)
                {
                    if (old.Function.Name == function.Name && old.Function.Version == function.Version)
                        Drain(key, old);
                }
                return new(
                    function,
                    functions.ArnOf(function.Name, function.Version == "$LATEST" ? null : function.Version),
                    this,
                    log,
                    clock
                );
            }
        );

    public void Forget(string functionName)
    {
        foreach (var (key, pool) in pools)
        {
            if (pool.Function.Name == functionName)
                Drain(key, pool);
        }
    }

    void Drain(string key, FunctionPool pool)
    {
        if (pools.TryRemove(new(key, pool)) && !pool.Drain())
            draining[pool] = true;
    }

    public WorkerProcess? Find(string id) => workers.GetValueOrDefault(id);

    /// <summary>
    /// Whether one more worker may start; ends an idle worker of another pool if necessary. A student has a part of all workers at most,
    /// and one worker always.
    /// </summary>
    public bool MayStart(FunctionPool pool)
    {
        var most = functions.Find(pool.Function.Name)?.ReservedConcurrency ?? int.MaxValue;
        if (isStopped || pool.Count > most)
            return false;
        // The worker that is about to start is among those of its pool.
        var own = pools.Values.Where(known => known.Owner == pool.Owner).Sum(known => known.Count);
        if (own > MostOf(pool.Owner) && !pool.Owner.IsClass)
            return ReleaseIdle(other => other != pool && other.Owner == pool.Owner);
        return workers.Count < Most || ReleaseIdle(other => other != pool) || (own <= 1 && workers.Count < 2 * Most);
    }

    bool ReleaseIdle(Func<FunctionPool, bool> mayBeAsked) =>
        pools.Values.Where(mayBeAsked).OrderBy(other => other.OldestIdle).FirstOrDefault()?.ReleaseIdle(_ => true) == true;

    public WorkerProcess Start(FunctionPool pool)
    {
        var function = pool.Function;
        var code = functions.CodeFolder(function.CodeHash);
        var logStream = NewLogStream(function);
        var variables = VariablesOf(function, logStream);
        var language = Bootstrap.LanguageOf(function);
        var worker = TakeSpare(language, function, pool.Owner);
        worker.Slow(shares.IsSlowed(pool.Owner));
        worker.LogStream = logStream;
        Know(worker, variables);
        Show(code, worker);
        worker.Assign(
            pool,
            new JsonObject
            {
                ["variables"] = JsonSerializer.SerializeToNode(variables),
                ["handler"] = function.Handler,
                ["folder"] = launcher.CodeAsSeen(code),
            }.ToJsonString()
        );
        if (!shares.IsSlowed(pool.Owner))
            ThreadPool.QueueUserWorkItem(_ => KeepSpare(language));
        return worker;
    }

    void Know(WorkerProcess worker, Dictionary<string, string> variables)
    {
        worker.AccessKeyId = variables["AWS_ACCESS_KEY_ID"];
        byAccessKey[worker.AccessKeyId] = worker;
    }

    static void Show(string code, WorkerProcess worker)
    {
        try
        {
            worker.Sandbox?.Code.Fill(code);
        }
        catch (IOException exception)
        {
            worker.Kill();
            throw new WorkerException($"The code of the function cannot be shown to its process: {exception.Message}");
        }
    }

    /// <summary>
    /// The spare worker, unless the function needs a process that was started for it: with another size of /tmp, or with variables that its
    /// runtime reads when it starts. Who uses more than a share waits for a new process, and leaves the spare to the others.
    /// </summary>
    WorkerProcess TakeSpare(Language language, FunctionVersion function, Owner owner)
    {
        var early = function.Environment.Where(variable => ReadAtStart.Any(variable.Key.StartsWith)).ToDictionary();
        if (function.EphemeralStorage != StandardStorage || early.Count > 0)
            return Launch(new(language, early, function.EphemeralStorage));
        if (shares.IsSlowed(owner))
            return Launch(Standard(language));
        lock (spareGate)
            return spares.Remove(language, out var ready) && !ready.IsDead ? ready : Launch(Standard(language));
    }

    void KeepSpare(Language language)
    {
        lock (spareGate)
        {
            if (isStopped || spares.GetValueOrDefault(language) is { IsDead: false } || workers.Count >= Most)
                return;
            try
            {
                spares[language] = Launch(Standard(language));
            }
            catch (WorkerException)
            {
                // A request that needs a worker will report the error.
            }
        }
    }

    static WorkerPlan Standard(Language language) => new(language, new Dictionary<string, string>(), StandardStorage);

    WorkerProcess Launch(WorkerPlan plan)
    {
        var worker = new WorkerProcess(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), output, Ended);
        // Before the process starts, because it calls the Runtime API with this id.
        workers[worker.Id] = worker;
        try
        {
            launcher.Launch(plan, worker);
            return worker;
        }
        catch
        {
            workers.TryRemove(worker.Id, out _);
            throw;
        }
    }

    void Ended(WorkerProcess worker)
    {
        workers.TryRemove(worker.Id, out _);
        if (worker.AccessKeyId is { } key)
            byAccessKey.TryRemove(key, out _);
        worker.Pool?.Ended(worker);
    }

    Dictionary<string, string> VariablesOf(FunctionVersion function, string logStream)
    {
        // The name of a session has two characters at least.
        var session = function.Name.Length == 1 ? $"{function.Name}@lambda_function" : function.Name;
        var keys = roles.OpenSession(function.Role, session, TimeSpan.FromHours(12));
        return new(function.Environment)
        {
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = function.Version,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LogGroup,
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream,
            ["AWS_LAMBDA_LOG_FORMAT"] = function.Logging.LogFormat,
            ["AWS_LAMBDA_LOG_LEVEL"] = function.Logging.ApplicationLogLevel ?? (function.Logging.LogFormat == "JSON" ? "INFO" : ""),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}",
            ["AWS_REGION"] = settings.Region,
            ["AWS_DEFAULT_REGION"] = settings.Region,
            ["AWS_ACCESS_KEY_ID"] = keys.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = keys.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = keys.SessionToken,
            ["AWS_ENDPOINT_URL"] = launcher.Endpoint,
            ["LAMBDA_TASK_ROOT"] = launcher.CodeAsSeen(functions.CodeFolder(function.CodeHash)),
            ["_HANDLER"] = function.Handler,
        };
    }

    string NewLogStream(FunctionVersion function)
    {
        var now = clock.GetUtcNow();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now:yyyy/MM/dd}/[{function.Version}]{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}"
        );
    }

    void Watch()
    {
        var now = clock.GetUtcNow();
        var longAgo = Stopwatch.GetTimestamp() - (long)(IdleTime.TotalSeconds * Stopwatch.Frequency);
        foreach (var pool in pools.Values)
        {
            pool.Watch(now);
            pool.ReleaseIdle(worker => worker.LastUsed < longAgo);
        }
        foreach (var pool in draining.Keys)
        {
            pool.Watch(now);
            if (pool.Drain())
                draining.TryRemove(pool, out _);
        }
        shares.Look(workers.Values);
    }
}
