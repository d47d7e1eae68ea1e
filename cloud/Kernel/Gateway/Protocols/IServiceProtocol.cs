using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>A protocol that only one service uses.</summary>
interface IServiceProtocol : IProtocol
{
    /// <summary>Finds the operation of a request; null if the service or the request does not use this protocol.</summary>
    Target? Resolve(Service service, Catalog catalog, WireRequest request);
}
