using Amazon.Lambda.Core;

namespace Classroom.Functions.Tests;

/// <summary>An invocation that keeps what it logs.</summary>
sealed class Invocation : ILambdaContext, ILambdaLogger
{
    public List<string> Lines { get; } = [];

    public string AwsRequestId => "request-1";

    public IClientContext ClientContext => null!;

    public string FunctionName => "user1-function";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:user1-function";

    public ILambdaLogger Logger => this;

    public string LogGroupName => "/aws/lambda/user1-function";

    public string LogStreamName => "stream";

    public int MemoryLimitInMB => 256;

    public TimeSpan RemainingTime => TimeSpan.FromSeconds(30);

    public void Log(string message) => Lines.Add(message);

    public void LogLine(string message) => Lines.Add(message);

    public void Log(string level, string message, params object[] args) => Lines.Add($"{level}: {message} [{string.Join(", ", args)}]");
}
