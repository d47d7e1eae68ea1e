namespace Classroom.Cloud.Lambda.Workers;

/// <summary>How a call of a function has ended.</summary>
sealed record InvocationResult(byte[] Payload, string? FunctionError, string LogTail, TimeSpan Duration)
{
    public bool IsError => FunctionError is not null;
}

/// <summary>One call of a function, on its way to a worker and back.</summary>
sealed class Invocation(string requestId, byte[] payload, TimeSpan timeout, string functionArn)
{
    readonly TaskCompletionSource<InvocationResult> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public byte[] Payload => payload;

    public TimeSpan Timeout => timeout;

    public string FunctionArn => functionArn;

    /// <summary>When it came, for as long as no worker has it.</summary>
    public long Came { get; } = System.Diagnostics.Stopwatch.GetTimestamp();

    public long Began { get; set; }

    public DateTimeOffset Deadline { get; set; }

    public List<string> Lines { get; } = [];

    /// <summary>Everything that the function has printed has arrived.</summary>
    public TaskCompletionSource Printed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<InvocationResult> Completion => end.Task;

    public bool TryEnd(InvocationResult result) => end.TrySetResult(result);

    public bool IsOver => end.Task.IsCompleted;
}
