namespace Classroom.Cloud.Fairness;

/// <summary>
/// AWS's quotas of rates and sizes (November 2026, us-east-1). A quota of a single execution is in ExecutionLimits of the interpreter,
/// and one of a message or a definition is checked where the message is read.
/// </summary>
/// <remarks>
/// On AWS a rate belongs to an account, which the whole class shares. Here each student has a share of it: all of a small quota, and a
/// tenth of a large one. The instructor's own calls are not limited.
/// </remarks>
static class Quotas
{
    const double Share = 0.1;

    /// <summary>Up to these values a student has the whole quota.</summary>
    static readonly Rate Small = new(50, 10);

    /// <summary>"Concurrent executions" of Lambda: running and waiting invocations.</summary>
    const int ConcurrentExecutions = 1000;

    /// <summary>Lambda's "Invocation payload" of a synchronous call, in both directions: 6 MB.</summary>
    public const int SynchronousPayload = 6 * 1024 * 1024;

    /// <summary>What remains of 6 MB for the answer of a function, as AWS's message says.</summary>
    public const int LargestAnswer = 6_291_556;

    /// <summary>Lambda's "Invocation payload" of an asynchronous call: 1 MB.</summary>
    public const int AsynchronousPayload = 1024 * 1024;

    /// <summary>Lambda's "Deployment package size" when unzipped: 250 MB.</summary>
    public const long UnzippedPackage = 262_144_000;

    /// <summary>The number of invocations of a function in one chain of requests after which Lambda stops the loop.</summary>
    public const int RecursiveInvocations = 16;

    /// <summary>The size of a log event of CloudWatch Logs.</summary>
    public const int LogEvent = 262_144;

    /// <summary>The rates of AWS by service and operation. An operation that is not listed has the rate of its service's *.</summary>
    static readonly Dictionary<string, Rate> Known = new(StringComparer.Ordinal)
    {
        ["states:StartExecution"] = new(1300, 300),
        ["states:StartSyncExecution"] = new(1300, 300),
        ["states:RedriveExecution"] = new(1300, 300),
        ["states:StopExecution"] = new(1000, 200),
        ["states:SendTaskSuccess"] = new(3000, 500),
        ["states:SendTaskFailure"] = new(3000, 500),
        ["states:SendTaskHeartbeat"] = new(3000, 500),
        ["states:GetActivityTask"] = new(3000, 500),
        ["states:DescribeExecution"] = new(300, 15),
        ["states:GetExecutionHistory"] = new(400, 20),
        ["states:ListExecutions"] = new(200, 5),
        ["states:DescribeStateMachine"] = new(200, 20),
        ["states:ListStateMachines"] = new(100, 5),
        ["states:TestState"] = new(50, 10),
        ["states:*"] = new(100, 1),
        ["lambda:Invoke"] = new(10_000, 1000),
        ["lambda:GetFunction"] = new(100, 100),
        ["lambda:*"] = new(15, 15),
        ["apigateway:*"] = new(40, 10),
        ["cloudwatch:PutMetricData"] = new(500, 500),
        ["cloudwatch:GetMetricData"] = new(500, 500),
        ["cloudwatch:GetMetricStatistics"] = new(400, 400),
        ["cloudwatch:PutMetricAlarm"] = new(3, 3),
        ["cloudwatch:PutCompositeAlarm"] = new(3, 3),
        ["cloudwatch:DeleteAlarms"] = new(3, 3),
        ["cloudwatch:*"] = new(10, 10),
        ["logs:PutLogEvents"] = new(5000, 5000),
        ["logs:GetLogEvents"] = new(25, 25),
        ["logs:FilterLogEvents"] = new(25, 25),
        ["logs:*"] = new(10, 10),
        ["events:PutEvents"] = new(1000, 1000),
        ["events:*"] = new(50, 50),
        ["sns:Publish"] = new(1000, 1000),
        ["sns:PublishBatch"] = new(1000, 1000),
        ["sns:*"] = new(30, 30),
        // The quotas of FIFO queues. AWS has none for a standard queue, whose rates are "nearly unlimited".
        ["sqs:SendMessage"] = new(3000, 3000),
        ["sqs:SendMessageBatch"] = new(3000, 3000),
        ["sqs:ReceiveMessage"] = new(3000, 3000),
        ["sqs:DeleteMessage"] = new(3000, 3000),
        ["sqs:DeleteMessageBatch"] = new(3000, 3000),
        ["sqs:ChangeMessageVisibility"] = new(3000, 3000),
        ["sqs:ChangeMessageVisibilityBatch"] = new(3000, 3000),
        ["sqs:*"] = new(100, 100),
        ["s3:GetObject"] = new(5500, 5500),
        ["s3:HeadObject"] = new(5500, 5500),
        ["s3:*"] = new(3500, 3500),
        ["sts:*"] = new(600, 600),
        ["xray:*"] = new(100, 100),
        ["tag:*"] = new(15, 15),
        ["cloudtrail:*"] = new(2, 2),
        // AWS does not publish the rates of IAM.
        ["iam:*"] = new(100, 20),
    };

    /// <summary>AWS's rate for a whole account; null for an operation without a quota.</summary>
    public static Rate? OfAccount(string service, string operation) =>
        Known.TryGetValue($"{service}:{operation}", out var aws) || Known.TryGetValue($"{service}:*", out aws) ? aws : null;

    /// <summary>A student's share of AWS's rate; null for an operation without a quota.</summary>
    /// <param name="scale">Multiplies the shares of a class; 0 turns the rates off.</param>
    public static Rate? Of(string service, string operation, double scale)
    {
        if (scale == 0 || OfAccount(service, operation) is not { } aws)
            return null;
        return new(
            Math.Max(1, scale * Math.Max(Math.Min(aws.Bucket, Small.Bucket), aws.Bucket * Share)),
            scale * Math.Max(Math.Min(aws.Refill, Small.Refill), aws.Refill * Share)
        );
    }

    /// <summary>The most invocations of one student at the same time.</summary>
    public static double ConcurrentInvocations(double scale) => scale == 0 ? double.PositiveInfinity : scale * Share * ConcurrentExecutions;
}
