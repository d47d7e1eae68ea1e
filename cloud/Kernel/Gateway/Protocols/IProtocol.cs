using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>A wire protocol: reads inputs, and writes outputs and errors.</summary>
interface IProtocol
{
    object? Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route);

    WireAnswer Write(Operation operation, object output, string requestId);

    WireAnswer WriteError(Service? service, AwsException error, string requestId);
}
