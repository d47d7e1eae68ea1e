namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>A service as aws-sdk integrations name it.</summary>
/// <param name="Name">The name in the resource: arn:aws:states:::aws-sdk:sfn:startExecution.</param>
/// <param name="Title">The name in errors: Sfn.StateMachineDoesNotExistException.</param>
/// <param name="Prefix">The IAM prefix of the service.</param>
sealed record SdkService(string Name, string Title, string Prefix)
{
    static readonly SdkService[] Known =
    [
        new("apigatewayv2", "ApiGatewayV2", "apigateway"),
        new("cloudtrail", "CloudTrail", "cloudtrail"),
        new("cloudwatch", "CloudWatch", "cloudwatch"),
        new("cloudwatchlogs", "CloudWatchLogs", "logs"),
        new("eventbridge", "EventBridge", "events"),
        new("iam", "Iam", "iam"),
        new("lambda", "Lambda", "lambda"),
        new("resourcegroupstaggingapi", "ResourceGroupsTaggingApi", "tag"),
        new("s3", "S3", "s3"),
        new("sfn", "Sfn", "states"),
        new("sns", "Sns", "sns"),
        new("sqs", "Sqs", "sqs"),
        new("sts", "Sts", "sts"),
        new("xray", "XRay", "xray"),
    ];

    public static SdkService? Find(string name) => Array.Find(Known, service => service.Name == name);

    public static IEnumerable<string> Names => Known.Select(service => service.Name);
}
