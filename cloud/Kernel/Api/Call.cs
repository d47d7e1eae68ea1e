namespace Classroom.Cloud.Api;

/// <summary>One call of an operation: its caller, request id and time.</summary>
sealed record Call(Caller Caller, string RequestId, DateTimeOffset Now)
{
    public CancellationToken Aborted { get; init; }

    public string SourceIp { get; init; } = "127.0.0.1";

    /// <summary>Whether the caller uses TLS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Takes the resources for which permissions are checked; null if nobody asks.</summary>
    public ICollection<string>? Checked { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The trace header of the request: it counts how often a chain of requests has invoked a function.</summary>
    public string? Trace { get; init; }
}
