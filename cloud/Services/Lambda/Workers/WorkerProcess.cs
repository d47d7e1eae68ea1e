using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Classroom.Cloud.Lambda.Workers.Sandboxes;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>A process that runs one function, one invocation at a time. A process never runs code of two functions.</summary>
sealed class WorkerProcess
{
    // What is kept of the output of one invocation.
    const int MostLines = 10_000;
    const int MostPrinted = 8 * 1024 * 1024;

    readonly Process process = new() { EnableRaisingEvents = true };
    readonly OutputRates output;
    readonly Action<WorkerProcess> ended;
    readonly Channel<Invocation> next = Channel.CreateBounded<Invocation>(1);
    readonly TaskCompletionSource<string> assignment = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Invocation? current;
    readonly StringBuilder startOutput = new();
    ProcessTree usage;
    long usageRead;
    int processId;
    bool isSlowed;
    int slowedProcesses;

    public WorkerProcess(string id, OutputRates output, Action<WorkerProcess> ended)
    {
        Id = id;
        this.ended = ended;
        Started = Stopwatch.GetTimestamp();
        this.output = output;
        process.Exited += (_, _) => OnExit();
    }

    public string Id { get; }

    /// <summary>Null if the function runs with the rights of the cloud's user.</summary>
    public Sandbox? Sandbox { get; private set; }

    /// <summary>When the worker was given its function. A spare worker may have been started much earlier.</summary>
    public long Started { get; private set; }

    /// <summary>The pool of the worker; null for a spare worker without a function.</summary>
    public FunctionPool? Pool { get; private set; }

    public string LogStream { get; set; } = "";

    /// <summary>The access key of the function's role session in this process.</summary>
    public string? AccessKeyId { get; set; }

    public bool IsReady { get; set; }

    public bool HasInitialized { get; set; }

    public TimeSpan? InitDuration { get; set; }

    public Invocation? Current => current;

    public bool IsIdle => current is null && IsReady;

    public long LastUsed { get; private set; } = Stopwatch.GetTimestamp();

    public bool IsDead { get; private set; }

    public int? ExitCode { get; private set; }

    /// <summary>The memory, the processes and the processor time of the worker, at most 0.2 seconds old; 0.05 while it works.</summary>
    public ProcessTree Usage
    {
        get
        {
            var now = Stopwatch.GetTimestamp();
            if (now - usageRead < Stopwatch.Frequency / (current is null ? 5 : 20))
                return usage;
            usageRead = now;
            return usage = ReadUsage();
        }
    }

    /// <summary>The first processes of the function; Linux only.</summary>
    public IEnumerable<int> Roots => Sandbox is null ? [processId] : ProcessTree.InSandbox(processId);

    /// <summary>How long the threads of the function have waited for a processor; Linux only.</summary>
    public TimeSpan WaitingTime() =>
        ProcessTree.ThreadsOf(Roots).Aggregate(TimeSpan.Zero, (sum, thread) => sum + ProcessTree.WaitOf(thread));

    /// <summary>
    /// Lets the function run only when nothing else wants to, or as usual again. Where this cannot be taken back, a new process takes the
    /// place of this one as soon as it is idle.
    /// </summary>
    public void Slow(bool slow)
    {
        // A process that is forked while its parent's priority changes can keep the old one: it is set again while they become more.
        var processes = Usage.Processes;
        if (slow == isSlowed && !(slow && processes > slowedProcesses))
            return;
        slowedProcesses = processes;
        // From the process outside, whose children may not have started yet.
        if (Priority.TrySet(ProcessTree.ThreadsOf([processId]), lowest: slow))
            isSlowed = slow;
        else if (!slow)
            Pool?.ReleaseIdle(worker => worker == this);
    }

    ProcessTree ReadUsage()
    {
        if (OperatingSystem.IsLinux())
            return ProcessTree.Of(Roots);
        try
        {
            process.Refresh();
            return process.HasExited ? default : new(process.WorkingSet64, 1, 0, process.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    public string StartOutput
    {
        get
        {
            lock (startOutput)
                return startOutput.ToString().Trim();
        }
    }

    /// <summary>Starts the process with the rights of the cloud's user.</summary>
    public void Start(ProcessStartInfo start) => Start(start, []);

    /// <summary>Starts bubblewrap, which starts the worker in a sandbox.</summary>
    /// <param name="options">The options of bubblewrap, which it reads from its standard input.</param>
    public void StartInSandbox(ProcessStartInfo start, byte[] options, Sandbox sandbox)
    {
        Sandbox = sandbox;
        Start(start, options);
    }

    /// <summary>The processor time that a spare worker had used before it was given its function.</summary>
    public TimeSpan UsedBefore { get; private set; }

    /// <summary>Gives a spare worker its function.</summary>
    public void Assign(FunctionPool pool, string description)
    {
        UsedBefore = Usage.Processor;
        Pool = pool;
        Started = Stopwatch.GetTimestamp();
        assignment.TrySetResult(description);
        // A process that ended before it had a pool could not report this to the pool.
        if (IsDead)
            pool.Ended(this);
    }

    /// <summary>
    /// Waits until the worker has a function. It is limited before it learns of its function, and so before any code of it runs.
    /// </summary>
    public async Task<string> Assignment(CancellationToken aborted)
    {
        var description = await assignment.Task.WaitAsync(aborted).ConfigureAwait(false);
        if (Sandbox is not null)
            AllocationLimit.Set(ProcessTree.ProcessesOf(Roots), Pool!.Function.MemorySize);
        return description;
    }

    public bool TryGive(Invocation invocation)
    {
        if (IsDead)
            return false;
        current = invocation;
        IsReady = false;
        LastUsed = Stopwatch.GetTimestamp();
        return next.Writer.TryWrite(invocation);
    }

    public ValueTask<Invocation> NextAsync(CancellationToken aborted) => next.Reader.ReadAsync(aborted);

    public Invocation? Take(string requestId) => current is { } invocation && invocation.RequestId == requestId ? invocation : null;

    public void Release()
    {
        current = null;
        LastUsed = Stopwatch.GetTimestamp();
    }

    public void Kill()
    {
        IsDead = true;
        try
        {
            // The kernel ends a sandbox with all its processes when bubblewrap ends.
            process.Kill(entireProcessTree: Sandbox is null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // The process has already ended.
        }
    }

    void Print(string line)
    {
        if (current is not { } invocation)
        {
            lock (startOutput)
            {
                if (startOutput.Length < 10_000)
                    startOutput.AppendLine(line);
            }
            return;
        }
        // The marker at the end of an invocation: all output before it belongs to the invocation.
        if (line.Length > 0 && line[0] == '\u0001')
        {
            if (line.AsSpan(1).SequenceEqual(invocation.RequestId))
                invocation.Printed.TrySetResult();
            return;
        }
        lock (invocation.Lines)
        {
            if (invocation.Lines.Count < MostLines && invocation.PrintedBytes + line.Length <= MostPrinted)
            {
                invocation.Lines.Add(line);
                invocation.PrintedBytes += line.Length;
            }
        }
    }

    Task PrintedAsync(int bytes) => Pool is { } pool ? output.TakeAsync(pool.Owner, bytes) : Task.CompletedTask;

    void OnExit()
    {
        IsDead = true;
        ExitCode = process.ExitCode;
        current?.Printed.TrySetResult();
        next.Writer.TryComplete();
        assignment.TrySetCanceled();
        ended(this);
        process.Dispose();
        Sandbox?.Dispose();
    }

    void Start(ProcessStartInfo start, byte[] input)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        process.StartInfo = start;
        process.Start();
        processId = process.Id;
        _ = WorkerOutput.ReadAsync(process.StandardOutput.BaseStream, Print, PrintedAsync);
        _ = WorkerOutput.ReadAsync(process.StandardError.BaseStream, Print, PrintedAsync);
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process has already ended; OnExit reports it.
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"worker {Id}");
}
