namespace Classroom.Cloud.Api;

/// <summary>An error that a caller gets as AWS would word it: code, message and status; each protocol gives it its own shape.</summary>
class AwsException(string code, string message, int status = 400, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Members of the error besides its message.</summary>
    public IReadOnlyDictionary<string, object>? Details { get; init; }

    /// <summary>The name of the error in the older protocol of a service that has two, where it differs.</summary>
    public string? QueryCode { get; init; }
}
