using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The names and causes that Step Functions gives the errors of services.</summary>
sealed class ServiceErrors(RequestIds ids)
{
    /// <summary>
    /// Codes that are not in the models of the services. The SDK throws the general exception of the service for them:
    /// SQS.AmazonSQSException, S3.S3Exception.
    /// </summary>
    static readonly HashSet<string> NotModeled =
    [
        "AccessDenied",
        "AccessDeniedException",
        "InvalidParameterValue",
        "MissingParameter",
        "ThrottlingException",
        "ValidationError",
        "ValidationException",
    ];

    /// <summary>The error of an optimized integration, in the words of version 1 of the Java SDK.</summary>
    public TaskException Optimized(Integration integration, AwsException error)
    {
        var code = CodeOf(error);
        return new(
            $"{integration.Prefix}.{(NotModeled.Contains(code) ? Exception(integration.Client) : Exception(code))}",
            $"{error.Message} (Service: {integration.Client}; Status Code: {error.Status}; Error Code: {code}; Request ID: {ids.Next()}; "
                + "Proxy: null)"
        );
    }

    /// <summary>The error of an aws-sdk integration, in the words of version 2 of the Java SDK.</summary>
    public TaskException OfSdk(SdkService service, AwsException error)
    {
        var code = CodeOf(error);
        // Sts.StsException, but Sfn.StateMachineDoesNotExistException. The model of Step Functions has ValidationException.
        var isModeled = !NotModeled.Contains(code) || (code == "ValidationException" && service.Prefix == "states");
        var extended = service.Prefix == "s3" ? $", Extended Request ID: {ids.Next().Replace("-", "", StringComparison.Ordinal)}" : "";
        return new(
            $"{service.Title}.{(isModeled ? Exception(code) : Exception(service.Title))}",
            $"{error.Message} (Service: {service.Title}, Status Code: {error.Status}, Request ID: {ids.Next()}{extended}) "
                + "(SDK Attempt Count: 1)"
        );
    }

    static string CodeOf(AwsException error) => (error.QueryCode ?? error.Code).Split('#')[^1].Split('.')[^1];

    static string Exception(string name) => name.EndsWith("Exception", StringComparison.Ordinal) ? name : $"{name}Exception";
}
