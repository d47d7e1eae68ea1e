namespace Classroom.Cloud.Api;

/// <summary>
/// An error that the caller receives in AWS's words: code, message and HTTP status. Each protocol writes it in its own format.
/// </summary>
class AwsException(string code, string message, int status = 400, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Further members of the error, beside the message.</summary>
    public IReadOnlyDictionary<string, object>? Details { get; init; }

    /// <summary>Whether the caller has made too many calls: the same call succeeds later.</summary>
    public bool IsThrottling => Status == 429 || Code.Contains("Throttl", StringComparison.Ordinal) || Code is "SlowDown";

    /// <summary>The error code in the Query protocol, for a service that has two protocols, where the code differs.</summary>
    public string? QueryCode { get; init; }

    /// <summary>Why IAM denied the call, if it did.</summary>
    public Denial? Denial { get; set; }
}
