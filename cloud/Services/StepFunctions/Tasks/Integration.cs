namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// An optimized integration, as its results and errors name it. Step Functions calls the service with version 1 of the Java SDK.
/// </summary>
/// <param name="Prefix">The first part of its error names.</param>
/// <param name="Client">The SDK's name of the service.</param>
/// <param name="ContentType">The content type of the service's answers.</param>
sealed record Integration(string Prefix, string Client, string ContentType)
{
    const string Json10 = "application/x-amz-json-1.0";

    public static Integration EventBridge { get; } = new("EventBridge", "AmazonEventBridge", "application/x-amz-json-1.1");
    public static Integration Lambda { get; } = new("Lambda", "AWSLambda", "application/json");
    public static Integration Sns { get; } = new("SNS", "AmazonSNS", "text/xml");
    public static Integration Sqs { get; } = new("SQS", "AmazonSQS", Json10);
    public static Integration StepFunctions { get; } = new("StepFunctions", "AWSStepFunctions", Json10);
}
