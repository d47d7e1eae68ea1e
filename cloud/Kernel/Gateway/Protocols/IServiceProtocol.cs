using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>A protocol that one service alone speaks.</summary>
interface IServiceProtocol : IProtocol
{
    /// <summary>What a request to a service asks for; null where the service or the request is not of this protocol.</summary>
    Target? Resolve(Service service, Catalog catalog, WireRequest request);
}
