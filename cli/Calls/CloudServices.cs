using Classroom.Cloud.Api;
using Classroom.Cloud.ApiGateway;
using Classroom.Cloud.CloudTrail;
using Classroom.Cloud.Events;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Iam.Sts;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.Sns;
using Classroom.Cloud.Sqs;
using Classroom.Cloud.StepFunctions;
using Classroom.Cloud.XRay;

namespace Classroom.Cli.Calls;

/// <summary>
/// The services that the command calls. An operation belongs to the service of its namespace, as in the cloud; the services are listed
/// because a search through the cloud's types would cost every command about 20 ms.
/// </summary>
static class CloudServices
{
    static readonly Dictionary<string, Service> ByNamespace = new Service[]
    {
        new ApiGatewayService(),
        new CloudTrailService(),
        new CloudWatchService(),
        new EventsService(),
        new IamService(),
        new LambdaService(),
        new LogsService(),
        new SnsService(),
        new SqsService(),
        new StepFunctionsService(),
        new StsService(),
        new XRayService(),
    }.ToDictionary(service => service.GetType().Namespace!, StringComparer.Ordinal);

    public static Service Of(Type operation) =>
        ByNamespace.GetValueOrDefault(operation.Namespace!)
        ?? throw new NotSupportedException($"{nameof(CloudServices)} does not list the service of {operation.Namespace}.");
}
