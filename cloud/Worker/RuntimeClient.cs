using System.Globalization;

namespace Classroom.Worker;

/// <summary>One invocation of the function.</summary>
sealed record FunctionCall(string RequestId, byte[] Payload, DateTimeOffset Deadline, string FunctionArn, string TraceId);

/// <summary>
/// The client of the Lambda Runtime API. The result of a call and the request for the next call are sent together: each call costs the
/// worker one write and one wake-up.
/// </summary>
sealed class RuntimeClient(string api, string? unixSocket) : IDisposable
{
    const string Next = "/2018-06-01/runtime/invocation/next";

    readonly RuntimeConnection connection = new(api, unixSocket);

    /// <summary>What the worker is to run; null where the cloud has no use for this worker any more.</summary>
    public byte[]? Assignment()
    {
        connection.Queue("GET", "/assignment", []);
        connection.Send();
        return connection.Receive() is { IsSuccess: true } answer ? answer.Body : null;
    }

    public FunctionCall? FirstCall()
    {
        connection.Queue("GET", Next, []);
        connection.Send();
        return NextCall();
    }

    public FunctionCall? AnswerAndNextCall(string requestId, string where, byte[] body)
    {
        connection.Queue("POST", $"/2018-06-01/runtime/invocation/{requestId}/{where}", body);
        connection.Queue("GET", Next, []);
        connection.Send();
        return connection.Receive() is null ? null : NextCall();
    }

    public void InitError(byte[] body)
    {
        connection.Queue("POST", "/2018-06-01/runtime/init/error", body);
        connection.Send();
        connection.Receive();
    }

    public void Dispose() => connection.Dispose();

    FunctionCall? NextCall()
    {
        if (connection.Receive() is not { IsSuccess: true } answer)
            return null;
        var deadline = long.Parse(answer.Header("Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture);
        return new(
            answer.Header("Lambda-Runtime-Aws-Request-Id"),
            answer.Body,
            DateTimeOffset.FromUnixTimeMilliseconds(deadline),
            answer.Header("Lambda-Runtime-Invoked-Function-Arn"),
            answer.Header("Lambda-Runtime-Trace-Id")
        );
    }
}
