using Classroom.Cloud.Api;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Gateway;

/// <summary>The errors for what AWS has and the embedded cloud does not have.</summary>
static class NotHere
{
    /// <param name="asked">The operation, or the method and the path.</param>
    public static AwsException Service(ServiceLine? foreign, string asked)
    {
        var name = foreign?.Title is { } title ? title : "the service of this request";
        var code = foreign?.Protocols[0] is "query" or "ec2" ? "InvalidAction" : "UnknownOperationException";
        return new(code, $"The embedded cloud does not have {name} ({asked})", 404);
    }

    /// <param name="name">The name of the operation, if the request names it.</param>
    public static AwsException Operation(Service service, string? name, WireRequest request, string asked)
    {
        var model = ServiceModel.Of(service.ModelName);
        var known =
            name is not null && model.Find(name) is not null ? name
            // S3 has found the name by its own addresses.
            : service.Protocol == WireProtocol.RestJson ? RestAddresses.Find(model, request.Method, request.RawPath, request.HasParameter)
            : null;
        var unknown = service.Unknown(known ?? asked);
        return known is null
            ? unknown
            : new(unknown.Code, $"The embedded cloud does not have the operation {known} of {service.Prefix}", unknown.Status)
            {
                QueryCode = unknown.QueryCode,
            };
    }
}
