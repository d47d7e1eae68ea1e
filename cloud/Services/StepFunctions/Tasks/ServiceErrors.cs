using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The names and causes that Step Functions gives the errors of services.</summary>
sealed class ServiceErrors(RequestIds ids)
{
    /// <summary>The error of an optimized integration, in the words of version 1 of the Java SDK.</summary>
    public TaskException Optimized(Integration integration, AwsException error)
    {
        return new(
            $"{integration.Prefix}.{Exception(ModeledName(ServiceModel.Of(integration.Model), error) ?? integration.Client)}",
            $"{error.Message} (Service: {integration.Client}; Status Code: {error.Status}; Error Code: {error.QueryCode ?? CodeOf(error)}; "
                + $"Request ID: {ids.Next()}; Proxy: null)"
        );
    }

    /// <summary>The error of an aws-sdk integration, in the words of version 2 of the Java SDK.</summary>
    public TaskException OfSdk(SdkService service, ServiceModel model, AwsException error)
    {
        var extended = service.Prefix == "s3" ? $", Extended Request ID: {ids.Next().Replace("-", "", StringComparison.Ordinal)}" : "";
        return new(
            $"{service.Title}.{Exception(ModeledName(model, error) ?? service.Title)}",
            $"{error.Message} (Service: {service.Title}, Status Code: {error.Status}, Request ID: {ids.Next()}{extended}) "
                + "(SDK Attempt Count: 1)"
        );
    }

    /// <summary>
    /// The name of an error that is in the model of the service. For all others the SDK throws the general exception of the service:
    /// Sts.StsException, but Sfn.StateMachineDoesNotExistException.
    /// </summary>
    static string? ModeledName(ServiceModel model, AwsException error)
    {
        var code = CodeOf(error);
        // The model has it since 2025; the SDK of Step Functions is older.
        if (code == "AccessDenied")
            return null;
        var modeled = model.Shapes.Select(model.ShapeOf).OfType<StructureShape>().Where(shape => shape.Error is not null);
        return modeled.FirstOrDefault(shape => shape.Name == code || shape.Error!.Code == code)?.Name;
    }

    static string CodeOf(AwsException error) => error.Code.Split('#')[^1];

    static string Exception(string name) => name.EndsWith("Exception", StringComparison.Ordinal) ? name : $"{name}Exception";
}
