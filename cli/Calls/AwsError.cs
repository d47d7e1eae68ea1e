namespace Classroom.Cli.Calls;

/// <summary>An error that the cloud answered.</summary>
sealed class AwsError(string code, string message, int status) : Exception($"{code}: {message}")
{
    public string Code => code;

    public string Reason => message;

    public bool IsThrottling =>
        status == 429
        || code.Contains("Throttl", StringComparison.Ordinal)
        || code is "TooManyRequestsException" or "SlowDown" or "RequestLimitExceeded";

    public bool IsPassing => status >= 500 || IsThrottling;

    /// <summary>Each service has its own error code for a missing resource.</summary>
    public bool IsNotFound =>
        status == 404
        || code.Contains("NotFound", StringComparison.Ordinal)
        || code.StartsWith("NoSuch", StringComparison.Ordinal)
        || code.Contains("NonExistent", StringComparison.Ordinal)
        || code.Contains("DoesNotExist", StringComparison.Ordinal);
}
