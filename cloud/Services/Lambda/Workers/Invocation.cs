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

    /// <summary>The time of arrival, to measure how long the invocation waits for a worker.</summary>
    public long Came { get; } = System.Diagnostics.Stopwatch.GetTimestamp();

    public long Began { get; set; }

    public DateTimeOffset Deadline { get; set; }

    public List<string> Lines { get; } = [];

    /// <summary>Completed when all output of the function for this invocation has arrived.</summary>
    public TaskCompletionSource Printed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<InvocationResult> Completion => end.Task;

    public bool TryEnd(InvocationResult result) => end.TrySetResult(result);

    public bool IsOver => end.Task.IsCompleted;
}
