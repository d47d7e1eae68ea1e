using Classroom.Cloud.Api;

namespace Classroom.Cloud.Gateway;

/// <summary>A call with its result, for the log and for the audit log. It is filled while the call is handled.</summary>
sealed class HandledCall(string requestId, DateTimeOffset at)
{
    public string RequestId => requestId;

    public DateTimeOffset At => at;

    public Target? Target { get; set; }

    public Caller? Caller { get; set; }

    /// <summary>The access key that an unauthenticated call names.</summary>
    public string? ClaimedKey { get; set; }

    /// <summary>The input of the operation; null if it is too large to be kept, or could not be read.</summary>
    public object? Input { get; set; }

    public string SourceIp { get; set; } = "";

    public string? UserAgent { get; set; }

    /// <summary>The resources for which permissions were checked.</summary>
    public List<string> Resources { get; } = [];

    public AwsException? Error { get; set; }

    public int Status { get; set; }

    public TimeSpan Took { get; set; }
}
