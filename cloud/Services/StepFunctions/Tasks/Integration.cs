namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// An optimized integration, as its results and errors name it. Step Functions calls the service with version 1 of the Java SDK.
/// </summary>
/// <param name="Prefix">The first part of its error names.</param>
/// <param name="Client">The SDK's name of the service.</param>
/// <param name="Model">The name of the service's model.</param>
/// <param name="ContentType">The content type of the service's answers.</param>
sealed record Integration(string Prefix, string Client, string Model, string ContentType)
{
    const string Json10 = "application/x-amz-json-1.0";

    public static Integration EventBridge { get; } = new("EventBridge", "AmazonEventBridge", "events", "application/x-amz-json-1.1");
    public static Integration Lambda { get; } = new("Lambda", "AWSLambda", "lambda", "application/json");
    public static Integration Sns { get; } = new("SNS", "AmazonSNS", "sns", "text/xml");
    public static Integration Sqs { get; } = new("SQS", "AmazonSQS", "sqs", Json10);
    public static Integration StepFunctions { get; } = new("StepFunctions", "AWSStepFunctions", "stepfunctions", Json10);
}
