using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Lambda.Workers.Sandboxes;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>The workers of one version of a function, and the invocations that wait for a worker.</summary>
sealed class FunctionPool(FunctionVersion function, string arn, WorkerHost host, InvocationLog log, TimeProvider clock)
{
    static readonly TimeSpan LongestInit = TimeSpan.FromSeconds(10);

    // Short invocations finish earlier with one worker for each core than with more workers. Only if invocations take long does a pool get
    // more workers, one at a time.
    static readonly int AtOnce = Math.Max(2, Environment.ProcessorCount);
    static readonly TimeSpan LongWait = TimeSpan.FromMilliseconds(300);
    const string Killed = "Runtime exited with error: signal: killed";

    static readonly TimeSpan LongCall = TimeSpan.FromMilliseconds(100);

    readonly Lock gate = new();
    readonly Queue<Invocation> waiting = new();
    readonly List<WorkerProcess> workers = [];

    /// <summary>Workers that have not asked for their first invocation yet, among them those that are being launched.</summary>
    int starting;

    /// <summary>Workers that are being launched, and are not in the list yet.</summary>
    int launching;
    long lastEnd;
    bool isDraining;
    TimeSpan typical;

    public FunctionVersion Function => function;

    public string Arn => arn;

    public Owner Owner { get; } = Owner.Of(function.Name);

    public int Count
    {
        get
        {
            lock (gate)
                return workers.Count + launching;
        }
    }

    public Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        lock (gate)
        {
            if (workers.Find(worker => worker.IsIdle) is { } idle)
            {
                Give(idle, invocation);
                return invocation.Completion;
            }
            waiting.Enqueue(invocation);
        }
        Grow(isUrgent: false);
        return invocation.Completion;
    }

    /// <summary>A worker has requested its next invocation.</summary>
    public void Ready(WorkerProcess worker)
    {
        lock (gate)
        {
            if (!worker.HasInitialized)
            {
                worker.HasInitialized = true;
                worker.InitDuration = Stopwatch.GetElapsedTime(worker.Started);
                starting--;
            }
            worker.IsReady = true;
            if (waiting.TryDequeue(out var invocation))
                Give(worker, invocation);
            else if (!isDraining)
                return;
        }
        if (isDraining)
            Drain();
    }

    /// <summary>The function has returned a result.</summary>
    public async Task AnswerAsync(WorkerProcess worker, string requestId, byte[] payload, string? error)
    {
        if (worker.Take(requestId) is not { } invocation)
            return;
        await Task.WhenAny(invocation.Printed.Task, Task.Delay(TimeSpan.FromMilliseconds(200), clock)).ConfigureAwait(false);
        End(worker, invocation, payload, error);
    }

    /// <summary>The initialization of the function failed.</summary>
    public void InitFailed(WorkerProcess worker, byte[] payload)
    {
        Invocation? invocation;
        lock (gate)
        {
            workers.Remove(worker);
            if (!worker.HasInitialized)
                starting--;
            worker.HasInitialized = true;
            waiting.TryDequeue(out invocation);
        }
        worker.Kill();
        if (invocation is not null)
            Finish(worker, invocation, payload, "Unhandled");
        Grow(isUrgent: true);
    }

    public void Ended(WorkerProcess worker)
    {
        Invocation? orphan = null;
        lock (gate)
        {
            workers.Remove(worker);
            if (!worker.HasInitialized)
            {
                worker.HasInitialized = true;
                starting--;
                waiting.TryDequeue(out orphan);
            }
        }
        if (worker.Current is { IsOver: false } current)
            End(worker, current, Error(current, "Runtime.ExitError", Ending(worker)), "Unhandled");
        if (orphan is not null)
            Finish(
                worker,
                orphan,
                Error(orphan, "Runtime.ExitError", $"{Ending(worker)}{(worker.StartOutput.Length > 0 ? $" ({worker.StartOutput})" : "")}"),
                "Unhandled"
            );
        Grow(isUrgent: true);
    }

    /// <summary>Kills workers that exceed the timeout, the memory or the number of processes.</summary>
    public void Watch(DateTimeOffset now)
    {
        List<WorkerProcess> all;
        bool isLate;
        lock (gate)
        {
            all = [.. workers];
            isLate =
                starting == 0
                && waiting.TryPeek(out var oldest)
                && Stopwatch.GetElapsedTime(oldest.Came) > LongWait
                && (typical > LongCall || Stopwatch.GetElapsedTime(lastEnd) > LongWait);
        }
        if (isLate)
            Grow(isUrgent: true);
        foreach (var worker in all)
        {
            if (worker.Current is { IsOver: false } call && call.Began != 0)
            {
                if (now >= call.Deadline)
                {
                    Stop(
                        worker,
                        call,
                        "Sandbox.Timedout",
                        string.Create(CultureInfo.InvariantCulture, $"Task timed out after {call.Timeout.TotalSeconds:0.00} seconds")
                    );
                }
                else if (IsTooLarge(worker))
                {
                    Stop(worker, call, "Runtime.OutOfMemory", Killed);
                }
                else if (worker.Usage.Threads > SandboxCommand.MostProcesses)
                {
                    Stop(worker, call, "Runtime.ExitError", Killed);
                }
            }
            else if (worker.IsIdle && (IsTooLarge(worker) || worker.Usage.Threads > SandboxCommand.MostProcesses))
            {
                // Processes that the function has left behind.
                worker.Kill();
            }
            else if (!worker.HasInitialized && Stopwatch.GetElapsedTime(worker.Started) > LongestInit)
            {
                worker.Kill();
            }
        }
    }

    bool IsTooLarge(WorkerProcess worker) => worker.Usage.Memory > (function.MemorySize + WorkerHost.OwnMegabytes) * 1024L * 1024;

    /// <summary>Ends one of these workers that is idle, if there is one.</summary>
    public bool ReleaseIdle(Func<WorkerProcess, bool> which)
    {
        WorkerProcess? idle;
        lock (gate)
        {
            idle = workers.Where(worker => worker.IsIdle && which(worker)).MinBy(worker => worker.LastUsed);
            if (idle is null)
                return false;
            workers.Remove(idle);
            idle.IsReady = false;
        }
        idle.Kill();
        return true;
    }

    /// <summary>Ends all workers, and all invocations with an error; returns the number of invocations.</summary>
    public int Stop()
    {
        List<WorkerProcess> all;
        List<Invocation> left;
        lock (gate)
        {
            all = [.. workers];
            left = [.. waiting];
            waiting.Clear();
        }
        foreach (var invocation in left)
            Finish(null, invocation, Error(invocation, "Runtime.ExitError", Killed), "Unhandled");
        var running = all.Count(worker => worker.Current is { IsOver: false });
        foreach (var worker in all)
            worker.Kill();
        return left.Count + running;
    }

    public long OldestIdle
    {
        get
        {
            lock (gate)
                return workers.Where(worker => worker.IsIdle).Select(worker => worker.LastUsed).DefaultIfEmpty(long.MaxValue).Min();
        }
    }

    /// <summary>
    /// Lets running invocations finish, as AWS does when a function is changed or deleted. Idle workers are ended at once.
    /// </summary>
    /// <returns>Whether the pool is empty.</returns>
    public bool Drain()
    {
        List<WorkerProcess> idle;
        lock (gate)
        {
            isDraining = true;
            idle = waiting.Count == 0 ? [.. workers.Where(worker => worker.IsIdle)] : [];
            foreach (var worker in idle)
            {
                workers.Remove(worker);
                worker.IsReady = false;
            }
        }
        foreach (var worker in idle)
            worker.Kill();
        lock (gate)
            return workers.Count == 0 && starting == 0 && waiting.Count == 0;
    }

    /// <summary>
    /// Starts a worker if invocations wait for one. Must not be called under the lock: it may end workers of other pools, which have locks
    /// of their own.
    /// </summary>
    void Grow(bool isUrgent)
    {
        lock (gate)
        {
            // A burst of invocations comes on many threads at once: what they launch counts before it is in the list.
            if (starting >= waiting.Count || (!isUrgent && workers.Count + launching >= AtOnce))
                return;
            starting++;
            launching++;
        }
        WorkerProcess? worker = null;
        string? problem = null;
        try
        {
            if (host.MayStart(this))
                worker = host.Start(this);
        }
        catch (WorkerException exception)
        {
            problem = exception.Message;
        }
        Invocation? refused = null;
        lock (gate)
        {
            launching--;
            // A worker that has ended in the meantime has already reported this.
            if (worker is { IsDead: false })
                workers.Add(worker);
            else if (worker is null)
                starting--;
            if (problem is not null)
                waiting.TryDequeue(out refused);
        }
        if (refused is not null)
            Finish(null, refused, Error(refused, "Runtime.InvalidRuntime", problem!), "Unhandled");
    }

    void Give(WorkerProcess worker, Invocation invocation)
    {
        invocation.Began = Stopwatch.GetTimestamp();
        invocation.Deadline = clock.GetUtcNow() + invocation.Timeout;
        if (!worker.TryGive(invocation))
            waiting.Enqueue(invocation);
    }

    void Stop(WorkerProcess worker, Invocation call, string type, string message)
    {
        lock (gate)
            workers.Remove(worker);
        End(worker, call, Error(call, type, message), "Unhandled", message);
        worker.Kill();
        Grow(isUrgent: true);
    }

    void End(WorkerProcess worker, Invocation invocation, byte[] payload, string? error, string? note = null)
    {
        Finish(worker, invocation, payload, error, note);
        worker.Release();
    }

    void Finish(WorkerProcess? worker, Invocation invocation, byte[] payload, string? error, string? note = null)
    {
        var took = invocation.Began == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(invocation.Began);
        if (invocation.IsOver)
            return;
        // A moving average of the duration of recent invocations.
        (lastEnd, typical) = (Stopwatch.GetTimestamp(), (typical * 0.8) + (took * 0.2));
        var tail = log.Write(this, worker, invocation, took, note);
        invocation.TryEnd(new(payload, error, tail, took));
    }

    static byte[] Error(Invocation invocation, string type, string message) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject { ["errorType"] = type, ["errorMessage"] = $"RequestId: {invocation.RequestId} Error: {message}" }
        );

    static string Ending(WorkerProcess worker) =>
        worker.ExitCode == 0 ? "Runtime exited without providing a reason" : $"Runtime exited with error: {ExitWords(worker)}";

    static string ExitWords(WorkerProcess worker) =>
        worker.ExitCode switch
        {
            null => "signal: killed",
            > 128 and var code => code == 137 ? "signal: killed" : $"signal: {code - 128}",
            var code => $"exit status {code}",
        };
}

/// <summary>A worker could not be started.</summary>
sealed class WorkerException(string message) : Exception(message);
