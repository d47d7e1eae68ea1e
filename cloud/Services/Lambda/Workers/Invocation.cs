namespace Classroom.Cloud.Lambda.Workers;

/// <summary>The result of an invocation.</summary>
sealed record InvocationResult(byte[] Payload, string? FunctionError, string LogTail, TimeSpan Duration)
{
    public bool IsError => FunctionError is not null;
}

/// <summary>One invocation, from its arrival to its result.</summary>
sealed class Invocation(string requestId, byte[] payload, TimeSpan timeout, string functionArn)
{
    readonly TaskCompletionSource<InvocationResult> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public byte[] Payload => payload;

    public TimeSpan Timeout => timeout;

    public string FunctionArn => functionArn;

    /// <summary>The trace header of the chain of requests, with the number of its invocations; null to start a new trace.</summary>
    public string? Trace { get; init; }

    /// <summary>The trace header for the function: of its chain, or of a new trace.</summary>
    public string TraceHeader =>
        Trace?.Contains("Root=", StringComparison.Ordinal) == true ? Trace
        : Trace is null ? NewTrace
        : $"{NewTrace};{Trace}";

    string NewTrace
    {
        get
        {
            var digits = requestId.Replace("-", "", StringComparison.Ordinal);
            return $"Root=1-{Deadline.ToUnixTimeSeconds():x8}-{digits[..24]};Parent={digits[..16]};Sampled=1";
        }
    }

    /// <summary>The time of arrival, to measure how long the invocation waits for a worker.</summary>
    public long Came { get; } = System.Diagnostics.Stopwatch.GetTimestamp();

    public long Began { get; set; }

    public DateTimeOffset Deadline { get; set; }

    public List<string> Lines { get; } = [];

    /// <summary>The length of all lines.</summary>
    public int PrintedBytes { get; set; }

    /// <summary>Completed when all output of the function for this invocation has arrived.</summary>
    public TaskCompletionSource Printed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<InvocationResult> Completion => end.Task;

    public bool TryEnd(InvocationResult result) => end.TrySetResult(result);

    public bool IsOver => end.Task.IsCompleted;
}
